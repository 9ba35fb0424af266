using Crawler.Protocol;
using Crawler.Protocol.Announce;

namespace Crawler.Actors.Torrents;

/// <summary>The distinct peers of one swarm, by tracker and in union. Pure; not thread-safe: its torrent actor owns it.</summary>
public sealed class Swarm(int trackers)
{
    private readonly HashSet<PeerEndpoint> _union = [];
    private readonly HashSet<PeerEndpoint>?[] _byTracker = new HashSet<PeerEndpoint>?[trackers];

    /// <summary>Endpoints seen through any tracker.</summary>
    public int Distinct => _union.Count;

    /// <summary>Endpoints seen through one tracker.</summary>
    public int DistinctAt(int tracker) => _byTracker[tracker]?.Count ?? 0;

    /// <summary>Adds one reply; returns how many endpoints no tracker had named before.</summary>
    public int Add(int tracker, PeerList peers)
    {
        var seen = _byTracker[tracker] ??= [];
        var before = _union.Count;
        foreach (var peer in peers)
        {
            seen.Add(peer);
            _union.Add(peer);
        }

        return _union.Count - before;
    }
}
