using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using Akka.Cluster.Sharding;
using Crawler.Actors;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Clustering;
using Crawler.Clustering.Budgets;
using Crawler.Clustering.Membership;
using Crawler.Clustering.Standing;
using Crawler.Clustering.Torrents;
using Crawler.Protocol.Metainfo;
using static System.FormattableString;

namespace Crawler.Benchmarks.Cluster;

/// <summary>
/// What sharding costs beside the local tree, in one run: memory and start of torrents, messages a second, messages to another
/// node, and moving torrents.
/// </summary>
internal static class ShardedCost
{
    private const int Shards = 256;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var torrents = arguments is ["--torrents", var text] && int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 100_000;
        var targets = RestingCrawl.Targets(torrents);
        Console.WriteLine("| | local | sharded, one node | ratio |\n|---|---:|---:|---:|");
        var local = await PlaceAsync(targets, isSharded: false);
        var sharded = await PlaceAsync(targets, isSharded: true);
        Row("bytes a torrent at rest", local.Bytes, sharded.Bytes, "N0");
        Row("torrents begun a second", local.PerSecond, sharded.PerSecond, "N0");
        var (parent, region) = await MessagesAsync(torrents);
        Row("messages a second, round robin", parent, region, "N0");
        Console.WriteLine();
        await TwoNodesAsync(targets);
        return 0;
    }

    private static async Task<(double Bytes, double PerSecond)> PlaceAsync(Target[] targets, bool isSharded)
    {
        await using var node = await NodeAsync();
        var crawl = await CrawlAsync(node);
        var region = isSharded ? await RegionAsync(node, crawl) : await node.System.ActorSelection("/user/torrents").ResolveOne(TimeSpan.FromSeconds(5));
        // The coordinator and all shards first: they are there once, however many torrents there are.
        if (isSharded) await BegunAsync(crawl, region, RestingCrawl.Targets(4096 + targets.Length)[targets.Length..]);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var since = Stopwatch.StartNew();
        await BegunAsync(crawl, region, targets);
        var took = since.Elapsed;
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)targets.Length;
        if (isSharded) await region.GracefulStop(TimeSpan.FromSeconds(10));
        return (bytes, targets.Length / took.TotalSeconds);
    }

    private static async Task BegunAsync(Crawl crawl, IActorRef torrents, IEnumerable<Target> targets)
    {
        var (running, calling, count) = (crawl.Meter.RunningTorrents, crawl.Meter.CallingSessions, 0);
        foreach (var target in targets)
        {
            torrents.Tell(new TorrentMessages.Track(target));
            // As a feeder would: no more than a region may hold back.
            if (++count % 10_000 == 0) await UntilAsync(() => crawl.Meter.RunningTorrents >= running + count - 5_000);
        }

        await UntilAsync(() => crawl.Meter.RunningTorrents >= running + count && crawl.Meter.CallingSessions >= calling + count);
    }

    private static async Task<(double Parent, double Region)> MessagesAsync(int entities)
    {
        await using var node = await NodeAsync();
        var parent = node.System.ActorOf(Props.Create<Counting.Parent>(), "counting");
        var region = await ClusterSharding.Get(node.System).StartAsync(
            "counting", Props.Create<Counting>(), ClusterShardingSettings.Create(node.System), new Counting.Extractor());
        return (await RateAsync(parent, entities), await RateAsync(region, entities));
    }

    private static async Task<double> RateAsync(IActorRef way, int entities)
    {
        var pings = Enumerable.Range(0, entities).Select(entity => new Counting.Ping(entity.ToString(CultureInfo.InvariantCulture))).ToArray();
        var best = 0.0;
        for (var round = 0; round < 6; round++)
        {
            var (from, since) = (Counting.Count, Stopwatch.StartNew());
            for (var sent = 0; sent < pings.Length; sent++)
            {
                way.Tell(pings[sent], ActorRefs.NoSender);
                if (sent % 50_000 == 49_999) await Counting.UntilAsync(from + sent - 25_000);
            }

            await Counting.UntilAsync(from + pings.Length);
            if (round > 0) best = Math.Max(best, pings.Length / since.Elapsed.TotalSeconds); // the first makes them
        }

        return best;
    }

    /// <summary>Targets to the other node, by protocol buffers over TCP on loopback; then one leaves, and the other has all.</summary>
    private static async Task TwoNodesAsync(Target[] targets)
    {
        await using var one = await NodeAsync();
        var (first, remaining) = await PartAsync(one, targets);
        await using var two = await NodeAsync(one.Watch.Current.Self);
        var (second, leaving) = await PartAsync(two, targets);
        var here = ClusterSharding.Get(one.System).ShardRegion(TorrentRegion.Name);
        var since = Stopwatch.StartNew();
        long Placed() => first.Meter.RunningTorrents + second.Meter.RunningTorrents;
        await UntilAsync(() => Placed() >= targets.Length);
        await UntilAsync(() => Math.Abs(first.Meter.RunningTorrents - second.Meter.RunningTorrents) < targets.Length / 10);
        Console.WriteLine(Invariant($"- two nodes: {targets.Length:N0} torrents fed at 2,000 a second and spread in {since.Elapsed.TotalSeconds:0.0} s: {first.Meter.RunningTorrents:N0} / {second.Meter.RunningTorrents:N0}"));
        // All are there: what is told again is carried over and taken no notice of.
        since.Restart();
        foreach (var target in targets) here.Tell(new TorrentMessages.Track(target));
        await here.Ask<ClusterShardingStats>(new GetClusterShardingStats(TimeSpan.FromSeconds(60)), TimeSpan.FromSeconds(70));
        Console.WriteLine(Invariant($"- {targets.Length / since.Elapsed.TotalSeconds:N0} targets a second from one node, half of them to the other ({Size(targets[0])} bytes each)"));
        var (moved, cpu) = (second.Meter.RunningTorrents, Process.GetCurrentProcess().TotalProcessorTime);
        since.Restart();
        await leaving.HandOverAsync();
        var took = since.Elapsed;
        var spent = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        Console.WriteLine(Invariant($"- a node with {moved:N0} torrents hands them over in {took.TotalSeconds:0.00} s, {spent.TotalMicroseconds / moved:0} µs of CPU a torrent on both sides"));
        since.Restart();
        await UntilAsync(() => first.Meter.RunningTorrents >= targets.Length);
        Console.WriteLine(Invariant($"- the other has all of them {since.Elapsed.TotalSeconds:0.0} s later, fed at 2,000 a second"));
        await remaining.StopAsync();
    }

    private static async Task<(Crawl Crawl, ClusterCrawl Part)> PartAsync(ClusterNode node, Target[] targets)
    {
        var crawl = await CrawlAsync(node);
        var book = new TargetBook(new SwarmShards(Shards));
        book.Add(targets);
        return (crawl, await ClusterCrawl.StartAsync(node, crawl, new ClusterOrder
        {
            Campaign = "cost",
            Vantage = "here",
            Book = book,
            Shares = new LeasedShares(sharesHosts: true, TimeProvider.System),
            PrepareAsync = () => Task.CompletedTask,
            Report = () => new NodeReport(node.Watch.Current.Self, "1.0.0", "here", DateTimeOffset.UtcNow, 0, 0, 0, "{}", 0, true),
            Time = TimeProvider.System,
        }));
    }

    private static int Size(Target target) => new Crawler.Clustering.Wire.WireSerializer(null!).ToBinary(new TorrentMessages.Track(target)).Length;

    private static Task<ClusterNode> NodeAsync(string? seed = null) => ClusterNode.StartAsync(
        new ClusterOptions { Port = 0, Roles = [ClusterRoles.Crawl], Seeds = seed is null ? [] : [seed], Shards = Shards }, "1.0.0", TimeProvider.System);

    private static async Task<Crawl> CrawlAsync(ClusterNode node)
    {
        await node.Up;
        var resting = new RestingCrawl();
        return await Crawl.StartAsync(node.System, RestingCrawl.Settings, resting, resting, resting, NoObserver.Instance);
    }

    private static Task<IActorRef> RegionAsync(ClusterNode node, Crawl crawl) => TorrentRegion.StartAsync(node.System, crawl, new SwarmShards(Shards));

    private static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo()) await Task.Delay(10);
    }

    private static void Row(string what, double local, double sharded, string format) => Console.WriteLine(
        Invariant($"| {what} | {local.ToString(format, CultureInfo.InvariantCulture)} | {sharded.ToString(format, CultureInfo.InvariantCulture)} | {sharded / local:0.00} |"));
}
