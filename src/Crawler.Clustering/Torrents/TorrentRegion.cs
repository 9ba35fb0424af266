using Akka.Actor;
using Akka.Cluster.Sharding;
using Crawler.Actors;
using Crawler.Actors.Torrents;
using Crawler.Clustering.Membership;

namespace Crawler.Clustering.Torrents;

/// <summary>The torrents of a cluster: the actors of a single node's tree, spread over its crawlers by shards.</summary>
internal static class TorrentRegion
{
    /// <summary>What Akka calls it; the same on all nodes.</summary>
    public const string Name = "torrents";

    /// <summary>At most so many shards move at once when the cluster grows, or a tenth of all.</summary>
    private const int MostMovedAtOnce = 16;

    /// <summary>Takes part in it: from now on shards are placed here.</summary>
    /// <param name="system">A node of the cluster with role crawl.</param>
    /// <param name="crawl">Its crawl.</param>
    /// <param name="shards">Which shard a swarm is in.</param>
    public static Task<IActorRef> StartAsync(ActorSystem system, Crawl crawl, SwarmShards shards) => ClusterSharding.Get(system).StartAsync(
        Name,
        crawl.TorrentProps,
        ClusterShardingSettings.Create(system).WithRole(ClusterRoles.Crawl),
        shards,
        ShardAllocationStrategy.LeastShardAllocationStrategy(MostMovedAtOnce, 0.1),
        TorrentMessages.HandOver.Instance);
}
