using System.Diagnostics;
using System.Globalization;
using Crawler.Actors;
using Crawler.Actors.Hosts;
using Crawler.Host.Crawling;
using Crawler.Lab;
using Crawler.Lab.Swarms;
using Crawler.Lab.Torrents;
using Crawler.Lab.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Storage;

namespace Crawler.Benchmarks.Loopback;

/// <summary>A crawl as <c>crawler crawl</c> runs it, actors and SQLite store included, but without the modesty towards one host.</summary>
internal static class WholeCrawl
{
    private const int PeersEach = 5;
    private static readonly HostLimits Unlimited = HostLimits.Standard with { Concurrency = 128, PerSecond = 1_000_000, Burst = 1_000_000 };

    public static async Task RunAsync(LoadOptions options)
    {
        var swarms = Enumerable.Range(0, options.Torrents).Select(i => new TorrentBuilder { Name = $"{i}.bin", Content = [] }.InfoHash).ToArray();
        await using var tracker = await OpenTracker.StartAsync(swarms);
        foreach (var swarm in swarms) await tracker.AnnounceAsync(swarm, LoopbackPeer.Addresses(PeersEach));

        using var folder = new PrivateFolder();
        await using var store = StoreFactory.Open(StoreLocation.Parse(folder["crawl.db"]));
        await store.MigrateAsync(CancellationToken.None);
        var settings = new CrawlSettings { Identity = AnnounceIdentity.NewRandom(6881, 50), Rates = new CrawlRates { Host = Unlimited } };
        var network = new TrackerClientOptions { AddressPolicy = new AddressPolicy(allowPrivate: true, []) };
        var targets = swarms.Select(swarm => new Target { InfoHash = swarm, Trackers = AnnounceTiers.None.With([TrackerUrl.Parse(tracker.UdpUrl)]) }).ToList();
        var watch = new UntilAllStored(swarms.Length);
        var figure = await Figure.OfAsync(swarms.Length, async () =>
        {
            var run = new CrawlRun(store, settings, network, TimeProvider.System);
            var (summary, _) = await run.RunAsync("load", targets, null, watch, CancellationToken.None);
            return (int)(summary.Attempts - summary.Outcomes.GetValueOrDefault("ok") + summary.Lost);
        });
        await store.MergeAsync(cancellation: CancellationToken.None);
        var rows = (await store.StatusAsync(CancellationToken.None)).Rows!;

        Console.WriteLine($"| A crawl of {swarms.Length:N0} swarms at one tracker over UDP, into SQLite | |");
        Console.WriteLine("|---|---:|");
        Write("announces/s until all were answered", $"{swarms.Length / watch.Answered.TotalSeconds:N0}");
        Write("seconds until all were answered", $"{watch.Answered.TotalSeconds:0.00}");
        Write("seconds until all were stored", $"{watch.Stored.TotalSeconds:0.00}");
        Write("seconds in all, with every `stopped`, the last flush and the merge", $"{figure.Elapsed.TotalSeconds:0.00}");
        Write("CPU seconds in all", $"{figure.Cpu.TotalSeconds:0.00}");
        Write("rows: calls", $"{rows.Attempts:N0}");
        Write("rows: sightings", $"{rows.Sightings:N0}");
        Write("failed or lost", $"{figure.Failures}");
    }

    private static void Write(string name, FormattableString value) => Console.WriteLine($"| {name} | {value.ToString(CultureInfo.InvariantCulture)} |");

    /// <summary>Shows nothing; ends the crawl when every swarm's first answer is stored.</summary>
    private sealed class UntilAllStored(int swarms) : ICrawlView
    {
        public TimeSpan Answered { get; private set; }

        public TimeSpan Stored { get; private set; }

        public async Task ShowAsync(Crawl crawl, CrawlBoard board, CrawlClock clock, CancellationToken until)
        {
            var watch = Stopwatch.StartNew();
            while (crawl.Pipeline.Stored < swarms)
            {
                if (Answered == TimeSpan.Zero && board.Successes >= swarms) Answered = watch.Elapsed;
                await Task.Delay(1, until);
            }

            Stored = watch.Elapsed;
            if (Answered == TimeSpan.Zero) Answered = Stored;
        }
    }
}
