using Crawler.Clustering.Membership;
using Crawler.Clustering.Standing;
using Crawler.Host.Crawling;

namespace Crawler.Host.Clustering;

/// <summary>This process's place in a cluster: taken for a crawl or for showing, left with it, and taken again.</summary>
/// <param name="options">How it takes part.</param>
/// <param name="time">The clock.</param>
internal sealed class ClusterSeat(ClusterOptions options, TimeProvider time)
{
    private ClusterNode? _node;

    /// <summary>How it takes part.</summary>
    public ClusterOptions Options => options;

    /// <summary>The cluster as it was last seen from here; null before the first time.</summary>
    public ClusterWatch? Watch { get; private set; }

    /// <summary>Asks to be let in.</summary>
    public async Task<ClusterNode> TakeAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _node = await ClusterNode.StartAsync(options, CrawlManifest.Version, time, cancellation: cancellation);
        Watch = _node.Watch;
        return _node;
    }

    /// <summary>Leaves in order; nothing if it left already.</summary>
    public async Task LeaveAsync()
    {
        var node = _node;
        _node = null;
        if (node is not null) await node.DisposeAsync();
    }
}
