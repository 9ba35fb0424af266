using Crawler.Protocol;

namespace Crawler.Host.Discovery;

/// <summary>The largest swarms of all that are offered, by seeders and leechers together as claimed; the first of equals stays.</summary>
/// <param name="capacity">How many are kept.</param>
internal sealed class LargestSwarms(int capacity)
{
    private readonly PriorityQueue<FoundSwarm, (long Size, long Age)> _smallestFirst = new();
    private readonly HashSet<InfoHash> _kept = [];
    private long _offered;

    /// <summary>Keeps it if it is large enough; of two with one infohash the first counts while it is kept.</summary>
    public void Offer(in FoundSwarm found)
    {
        var rank = (SwarmFilter.PeersKnown(found.Swarm) ?? -1, -_offered++);
        if (_kept.Contains(found.Swarm.InfoHash)) return;
        if (_smallestFirst.Count < capacity)
        {
            _smallestFirst.Enqueue(found, rank);
        }
        else
        {
            var dropped = _smallestFirst.EnqueueDequeue(found, rank).Swarm;
            if (dropped.InfoHash == found.Swarm.InfoHash) return;
            _kept.Remove(dropped.InfoHash);
        }

        _kept.Add(found.Swarm.InfoHash);
    }

    /// <summary>What is kept, the largest first; afterwards nothing is.</summary>
    public IReadOnlyList<FoundSwarm> Take()
    {
        var largest = new FoundSwarm[_smallestFirst.Count];
        for (var i = largest.Length - 1; i >= 0; i--) largest[i] = _smallestFirst.Dequeue();
        _kept.Clear();
        return largest;
    }
}
