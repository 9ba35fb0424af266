using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;

namespace Crawler.Benchmarks.Faults;

/// <summary>The aggregate as it must be, made again from the log: in how many replies each peer stood. Pure.</summary>
internal sealed class SightingCheck
{
    private readonly Dictionary<SightingKey, int> _times = [];

    /// <summary>Adds a reply of the log.</summary>
    public void Add(int torrent, int tracker, int family, IPAddress? address, PeerEndpoint? own, ReadOnlySpan<byte> peersV4)
    {
        var counted = new CountedPeers(address, own);
        var seen = new HashSet<PeerEndpoint>();
        for (; peersV4.Length >= PeerEndpoint.CompactLengthV4; peersV4 = peersV4[PeerEndpoint.CompactLengthV4..])
        {
            var peer = PeerEndpoint.FromCompactV4(peersV4);
            if (!counted.Counts(peer) || !seen.Add(peer)) continue;
            var key = new SightingKey(torrent, tracker, family, peer);
            _times[key] = _times.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>Rows of the aggregate that are not there, should not be there, or count otherwise.</summary>
    public int Differences(IEnumerable<(SightingKey Key, int Times)> aggregate)
    {
        var (different, found) = (0, 0);
        foreach (var (key, times) in aggregate)
        {
            if (_times.TryGetValue(key, out var expected)) found++;
            if (times != expected) different++;
        }

        return different + _times.Count - found;
    }
}

/// <summary>A peer as one tracker named it for one torrent, by the store's numbers.</summary>
internal readonly record struct SightingKey(int Torrent, int Tracker, int Family, PeerEndpoint Peer);
