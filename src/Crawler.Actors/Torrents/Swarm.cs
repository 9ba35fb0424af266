using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Torrents;

/// <summary>The distinct peers of one swarm, by tracker and in union. Pure; not thread-safe: its torrent actor owns it.</summary>
public sealed class Swarm
{
    private readonly HashSet<PeerEndpoint> _union = [];
    private readonly Dictionary<int, HashSet<PeerEndpoint>> _byTracker = [];

    /// <summary>Endpoints seen through any tracker.</summary>
    public int Distinct => _union.Count;

    /// <summary>Endpoints seen through one tracker.</summary>
    public int DistinctAt(int tracker) => _byTracker.TryGetValue(tracker, out var seen) ? seen.Count : 0;

    /// <summary>Adds the peers of one reply that count; returns how many endpoints no tracker had named before.</summary>
    public int Add(int tracker, PeerList peers, CountedPeers counted)
    {
        if (!_byTracker.TryGetValue(tracker, out var seen)) _byTracker.Add(tracker, seen = []);
        var before = _union.Count;
        foreach (var peer in peers)
        {
            if (!counted.Counts(peer)) continue;
            seen.Add(peer);
            _union.Add(peer);
        }

        return _union.Count - before;
    }
}
