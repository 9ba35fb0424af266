using System.Globalization;
using Crawler.Actors;
using Crawler.Actors.Measuring;
using Crawler.Actors.Torrents;
using Crawler.Host.Crawling;
using Crawler.Lab;
using Crawler.Lab.Swarms;
using Crawler.Lab.Torrents;
using Crawler.Lab.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Statistics.Sizes;
using Crawler.Storage;

namespace Crawler.Benchmarks.KnownSwarms;

/// <summary>
/// Swarms of known size in the books of a real tracker, sized by a crawl as <c>crawl --precision 5% --burst 300 --spacing 50ms</c>
/// runs it: how near the estimates come, how often their intervals hold the truth, and what that costs.
/// </summary>
internal static class KnownSwarm
{
    private const int Truth = 5_000, Each = 3_000, Shared = 1_000;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var runs = arguments is ["--runs", var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0 ? given : arguments.Count == 0 ? 20 : 0;
        if (runs == 0)
        {
            await Console.Error.WriteLineAsync("known-swarm [--runs N]");
            return 2;
        }

        Console.WriteLine("| opentracker over UDP, ±5 % asked | truth | median estimate | median half-width | intervals that hold it | median announces | median VMR |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        await OneTrackerAsync(runs);
        await TwoTrackersAsync(runs);
        return 0;
    }

    private static async Task OneTrackerAsync(int runs)
    {
        var swarm = new TorrentBuilder { Name = "known.bin", Content = [] }.InfoHash;
        await using var tracker = await OpenTracker.StartAsync(swarm);
        await tracker.AnnounceAsync(swarm, LoopbackPeer.Addresses(Truth));
        var sizes = new List<SizeEstimate>();
        for (var run = 0; run < runs; run++) sizes.Add((await MeasureAsync(swarm, tracker.UdpUrl)).Single(estimate => estimate.Tracker is not null).Size);
        Write("one tracker", Truth, sizes);
    }

    private static async Task TwoTrackersAsync(int runs)
    {
        var swarm = new TorrentBuilder { Name = "shared.bin", Content = [] }.InfoHash;
        await using var one = await OpenTracker.StartAsync(swarm);
        await using var two = await OpenTracker.StartAsync(swarm);
        var peers = LoopbackPeer.Addresses((2 * Each) - Shared).ToList();
        await one.AnnounceAsync(swarm, peers.Take(Each));
        await two.AnnounceAsync(swarm, peers.Skip(Each - Shared));
        var sizes = new List<SizeEstimate>();
        for (var run = 0; run < runs; run++) sizes.Add((await MeasureAsync(swarm, one.UdpUrl, two.UdpUrl)).Single(estimate => estimate.Tracker is null).Size);
        Write(string.Create(CultureInfo.InvariantCulture, $"two trackers of {Each} each, {Shared} on both, together"), peers.Count, sizes);
    }

    private static async Task<IReadOnlyList<SwarmEstimate>> MeasureAsync(InfoHash swarm, params string[] trackers)
    {
        using var folder = new PrivateFolder();
        await using var store = StoreFactory.Open(StoreLocation.Parse(folder["crawl.db"]));
        await store.MigrateAsync(CancellationToken.None);
        var settings = new CrawlSettings
        {
            Identity = AnnounceIdentity.NewRandom(port: 6881, numWant: 200),
            Families = AddressFamilies.V4,
            Plan = new MeasuringPlan { Precision = 0.05, Burst = new Burst(300, TimeSpan.FromMilliseconds(50)) },
        };
        var network = new TrackerClientOptions { AddressPolicy = new AddressPolicy(allowPrivate: true) };
        var target = new Target { InfoHash = swarm, Trackers = AnnounceTiers.None.With(trackers.Select(TrackerUrl.Parse)) };
        var (_, board) = await new CrawlRun(store, settings, network, TimeProvider.System)
            .RunAsync("known", [target], TimeSpan.FromMinutes(1), Nobody.Instance, CancellationToken.None);
        return [.. board.Torrents.Single().Estimates.Where(estimate => estimate.Kind == EstimateKind.Snapshot)];
    }

    private static void Write(string what, int truth, List<SizeEstimate> sizes)
    {
        var holding = sizes.Count(size => size.Low <= truth && truth <= (size.High ?? double.MaxValue));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {truth:N0} | {Median(sizes, size => size.Size ?? double.NaN):N0} | {Median(sizes, size => size.RelativeHalfWidth ?? double.NaN):0.0%} | {holding} of {sizes.Count} | {Median(sizes, size => size.Announces):0} | {(sizes.Any(size => size.Vmr is null) ? "–" : Median(sizes, size => size.Vmr!.Value).ToString("0.0", CultureInfo.InvariantCulture))} |"));
    }

    private static double Median(IEnumerable<SizeEstimate> sizes, Func<SizeEstimate, double> value)
    {
        var sorted = sizes.Select(value).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Nobody looks on.</summary>
    private sealed class Nobody : ICrawlView
    {
        public static readonly Nobody Instance = new();

        public Task ShowAsync(Crawl crawl, CrawlBoard board, CrawlClock clock, CancellationToken until) =>
            Task.Delay(Timeout.InfiniteTimeSpan, until).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
