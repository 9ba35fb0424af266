using Akka.Actor;
using Akka.Cluster.Tools.Singleton;
using Crawler.Actors;
using Crawler.Actors.Campaigns;
using Crawler.Clustering.Campaigns;
using Crawler.Clustering.Membership;
using Crawler.Clustering.Standing;
using Crawler.Clustering.Torrents;

namespace Crawler.Clustering;

/// <summary>A node's part in the crawl of a whole cluster: its share of the torrents, and the feeding of all while it is the oldest.</summary>
public static class ClusterCrawl
{
    /// <summary>Takes part from now on. It ends with the node, whose leaving hands its torrents over.</summary>
    /// <param name="node">The node; it must be a member.</param>
    /// <param name="crawl">Its crawl, which is fed nothing else.</param>
    /// <param name="order">What the cluster is to do; the same on all nodes.</param>
    public static async Task StartAsync(ClusterNode node, Crawl crawl, ClusterOrder order)
    {
        var system = node.System;
        var shards = order.Book.Shards;
        var region = await TorrentRegion.StartAsync(system, crawl, shards).ConfigureAwait(false);
        var feeding = new FeederOrder(order.Campaign, order.Book, region, crawl.Meter, order.PrepareAsync, order.EndsWhenMeasured, FeedPace.Standard, order.Time);
        system.ActorOf(ClusterSingletonManager.Props(
            FeederActor.Props(feeding),
            PoisonPill.Instance,
            ClusterSingletonManagerSettings.Create(system).WithRole(ClusterRoles.Crawl).WithSingletonName("feeder")), "campaign");
        system.ActorOf(NodeReporterActor.Props(region, order.Report), "reporter");
    }
}

/// <summary>What a cluster is to crawl, and how a node tells of it.</summary>
public sealed record ClusterOrder
{
    /// <summary>What people call the campaign.</summary>
    public required string Campaign { get; init; }

    /// <summary>What to crawl; may grow.</summary>
    public required TargetBook Book { get; init; }

    /// <summary>Done on the node that feeds, before it does: the store must know the targets. Tried again until it succeeds.</summary>
    public required Func<Task> PrepareAsync { get; init; }

    /// <summary>How this node stands; shards and torrents are filled in.</summary>
    public required Func<NodeReport> Report { get; init; }

    /// <summary>Whether the campaign is over when all torrents are measured.</summary>
    public bool EndsWhenMeasured { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }
}
