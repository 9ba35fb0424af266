using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Akka.Cluster.Tools.Singleton;
using Crawler.Actors;
using Crawler.Actors.Campaigns;
using Crawler.Clustering.Budgets;
using Crawler.Clustering.Campaigns;
using Crawler.Clustering.Membership;
using Crawler.Clustering.Standing;
using Crawler.Clustering.Torrents;

namespace Crawler.Clustering;

/// <summary>
/// A node's part in the crawl of a whole cluster: its share of the torrents and of what trackers may be asked, and while it is
/// the oldest crawler the feeding of all and the keeping of the budgets.
/// </summary>
public sealed class ClusterCrawl
{
    private const string KeeperName = "budgets";

    /// <summary>Longer than any call takes, three UDP tries.</summary>
    private static readonly TimeSpan LongestHandOver = TimeSpan.FromSeconds(120);

    /// <summary>A region without torrents that has not ended by then waits for messages that concern nobody here.</summary>
    private static readonly TimeSpan EmptyHandOver = TimeSpan.FromSeconds(2);

    private readonly Crawl _crawl;
    private readonly IActorRef _region;
    private readonly TimeProvider _time;
    private volatile bool _isLeaving;

    private ClusterCrawl(Crawl crawl, IActorRef region, TimeProvider time) => (_crawl, _region, _time) = (crawl, region, time);

    /// <summary>Takes part from now on.</summary>
    /// <param name="node">The node; it must be a member.</param>
    /// <param name="crawl">Its crawl, started with the shares of the order, and fed nothing else.</param>
    /// <param name="order">What the cluster is to do; the same on all nodes.</param>
    public static async Task<ClusterCrawl> StartAsync(ClusterNode node, Crawl crawl, ClusterOrder order)
    {
        var system = node.System;
        StartBudgets(node, crawl, order);
        var region = await TorrentRegion.StartAsync(system, crawl, order.Book.Shards).ConfigureAwait(false);
        var part = new ClusterCrawl(crawl, region, order.Time);
        var feeding = new FeederOrder(
            order.Campaign, order.Book, region, crawl.Meter, order.PrepareAsync, () => !part._isLeaving, node.Options.MinimumCrawlers, order.EndsWhenMeasured, FeedPace.Standard, order.Time);
        system.ActorOf(ClusterSingletonManager.Props(FeederActor.Props(feeding), PoisonPill.Instance, Singleton(system, "feeder")), "campaign");
        system.ActorOf(NodeReporterActor.Props(region, order.Report), "reporter");
        return part;
    }

    /// <summary>Gives its torrents to the others: done when they are gone from here, with all they saw in the store.</summary>
    public async Task HandOverAsync()
    {
        _isLeaving = true;
        using var patience = new CancellationTokenSource(LongestHandOver, _time);
        var ended = _region.WatchAsync(patience.Token);
        _region.Tell(GracefulShutdown.Instance);
        var emptyFor = TimeSpan.Zero;
        while (!ended.IsCompleted && emptyFor < EmptyHandOver)
        {
            var tick = TimeSpan.FromMilliseconds(100);
            await Task.WhenAny(ended, Task.Delay(tick, _time)).ConfigureAwait(false);
            emptyFor = _crawl.Meter.RunningTorrents == 0 ? emptyFor + tick : TimeSpan.Zero;
        }

        await StopAsync().ConfigureAwait(false);
    }

    /// <summary>Takes part no longer; its torrents have ended.</summary>
    public async Task StopAsync()
    {
        _isLeaving = true;
        await _region.GracefulStop(EmptyHandOver).ConfigureAwait(false);
    }

    private static void StartBudgets(ClusterNode node, Crawl crawl, ClusterOrder order)
    {
        var system = node.System;
        var cluster = Cluster.Get(system);
        system.ActorOf(
            ClusterSingletonManager.Props(BudgetKeeperActor.Props(order.Time, () => BudgetKeeperActor.SeesMost(cluster)), PoisonPill.Instance, Singleton(system, "keeper")), KeeperName);
        var keeper = system.ActorOf(
            ClusterSingletonProxy.Props($"/user/{KeeperName}", ClusterSingletonProxySettings.Create(system).WithRole(ClusterRoles.Crawl).WithSingletonName("keeper")), "keeper-proxy");
        // With an address of its own a node shares with nobody: the lease is its fence alone.
        var group = node.Options.SharesAddress ? order.Vantage : node.Watch.Current.Self;
        system.ActorOf(BudgetLeasesActor.Props(order.Shares, new LeasePlace(keeper, group, cluster.SelfUniqueAddress.ToString()!, order.Time), crawl), "leases");
    }

    private static ClusterSingletonManagerSettings Singleton(ActorSystem system, string name) =>
        ClusterSingletonManagerSettings.Create(system).WithRole(ClusterRoles.Crawl).WithSingletonName(name);
}

/// <summary>What a cluster is to crawl, and how a node tells of it.</summary>
public sealed record ClusterOrder
{
    /// <summary>What people call the campaign.</summary>
    public required string Campaign { get; init; }

    /// <summary>From where this node measures.</summary>
    public required string Vantage { get; init; }

    /// <summary>What to crawl; may grow.</summary>
    public required TargetBook Book { get; init; }

    /// <summary>This node's shares of what trackers may be asked.</summary>
    public required LeasedShares Shares { get; init; }

    /// <summary>Done on the node that feeds, before it does: the store must know the targets. Tried again until it succeeds.</summary>
    public required Func<Task> PrepareAsync { get; init; }

    /// <summary>How this node stands; shards and torrents are filled in.</summary>
    public required Func<NodeReport> Report { get; init; }

    /// <summary>Whether the campaign is over when all torrents are measured.</summary>
    public bool EndsWhenMeasured { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
