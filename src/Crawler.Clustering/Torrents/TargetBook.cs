using Crawler.Protocol;
using Crawler.Protocol.Metainfo;

namespace Crawler.Clustering.Torrents;

/// <summary>
/// The targets of a campaign by shard, as this node knows them. Every crawler keeps one, since any of them may have to feed.
/// Thread-safe.
/// </summary>
/// <param name="shards">Which shard a swarm is in.</param>
public sealed class TargetBook(SwarmShards shards)
{
    private readonly Lock _lock = new();
    private readonly HashSet<InfoHash> _known = [];
    private readonly List<Target>[] _targets = [.. Enumerable.Range(0, shards.Count).Select(_ => new List<Target>())];

    /// <summary>Which shard a swarm is in.</summary>
    public SwarmShards Shards => shards;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _known.Count;
        }
    }

    /// <summary>Takes further targets; those of known swarms stay as they were.</summary>
    public void Add(IEnumerable<Target> targets)
    {
        lock (_lock)
        {
            foreach (var target in targets)
                if (_known.Add(target.InfoHash)) _targets[shards.Of(target.InfoHash)].Add(target);
        }
    }

    /// <summary>How many are in one shard.</summary>
    public int CountIn(int shard)
    {
        lock (_lock) return _targets[shard].Count;
    }

    /// <summary>The targets of one shard as they are now.</summary>
    public IReadOnlyList<Target> In(int shard)
    {
        lock (_lock) return [.. _targets[shard]];
    }
}
