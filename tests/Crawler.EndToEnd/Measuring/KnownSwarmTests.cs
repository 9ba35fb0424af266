using System.Text.Json;
using Crawler.EndToEnd.Crawling.Parts;
using Crawler.Lab;
using Crawler.Lab.Swarms;
using Crawler.Lab.Torrents;
using Crawler.Lab.Trackers;

namespace Crawler.EndToEnd.Measuring;

/// <summary>Swarms of known size in a real tracker's books, sized by the program as its users run it.</summary>
public class KnownSwarmTests
{
    /// <summary>The interval holds the truth in 95 of 100 runs; a test that runs every day is given three times its width.</summary>
    private const double Tolerance = 0.15;

    [Fact]
    public async Task Five_thousand_peers_at_a_real_tracker_are_sized_as_precisely_as_was_asked()
    {
        const int truth = 5_000;
        var swarm = new TorrentBuilder { Name = "known.bin", Content = [] }.InfoHash;
        await using var tracker = await OpenTracker.StartAsync(swarm);
        await tracker.AnnounceAsync(swarm, LoopbackPeer.Addresses(truth));

        using var folder = new PrivateFolder();
        var report = await MeasureAsync(folder, $"{swarm}", tracker.UdpUrl);
        var estimate = Snapshot(report.OfPair(tracker.UdpUrl));

        Assert.InRange(estimate.Size, truth * (1 - Tolerance), truth * (1 + Tolerance));
        Assert.InRange((estimate.High - estimate.Low) / 2 / estimate.Size, 0, 0.05);
        Assert.InRange(estimate.Announces, 10, 300);
        Assert.DoesNotContain("claim_mismatch", estimate.Flags);
    }

    [Fact]
    public async Task Two_real_trackers_are_counted_together_by_what_each_showed_of_its_own()
    {
        const int each = 1_500, shared = 500;
        var swarm = new TorrentBuilder { Name = "shared.bin", Content = [] }.InfoHash;
        await using var one = await OpenTracker.StartAsync(swarm);
        await using var two = await OpenTracker.StartAsync(swarm);
        var peers = LoopbackPeer.Addresses((2 * each) - shared).ToList();
        await one.AnnounceAsync(swarm, peers.Take(each));
        await two.AnnounceAsync(swarm, peers.Skip(each - shared));

        using var folder = new PrivateFolder();
        var report = await MeasureAsync(folder, $"{swarm}", one.UdpUrl, two.UdpUrl);
        var union = Snapshot(report.Torrents.Single());

        Assert.InRange(union.Size, peers.Count * (1 - Tolerance), peers.Count * (1 + Tolerance));
        Assert.True(union.Low <= union.Size && union.Size <= union.High);
    }

    private static async Task<Report> MeasureAsync(PrivateFolder folder, string swarm, params string[] trackers)
    {
        var store = folder["measured.db"];
        await using var crawl = CrawlerProcess.Start(
            ["crawl", swarm, .. trackers.SelectMany(tracker => new[] { "--tracker", tracker }), "--precision", "5%", "--burst", "300", "--spacing", "50ms", "--allow-private", "--ipv4", "--store", store]);
        var ended = await crawl.EndsAsync(TimeSpan.FromSeconds(60)); // by itself, when all is measured
        Assert.Equal(0, ended.ExitCode);
        return await Report.OfAsync(store);
    }

    private static Estimate Snapshot(JsonElement measured)
    {
        var estimate = measured.GetProperty("estimates").EnumerateArray().Single(line => line.GetProperty("kind").GetString() == "snapshot");
        return new Estimate(
            estimate.GetProperty("size").GetDouble(),
            estimate.GetProperty("low").GetDouble(),
            estimate.GetProperty("high").GetDouble(),
            estimate.GetProperty("announces").GetInt32(),
            [.. estimate.GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()!)]);
    }

    private sealed record Estimate(double Size, double Low, double High, int Announces, IReadOnlyList<string> Flags);
}
