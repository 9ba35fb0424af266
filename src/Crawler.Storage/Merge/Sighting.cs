using Crawler.Protocol;

namespace Crawler.Storage.Merge;

/// <summary>The key of the aggregate: a peer as one tracker named it for one torrent.</summary>
internal readonly record struct SightingKey(int TorrentId, int TrackerId, PeerEndpoint Peer) : IComparable<SightingKey>
{
    /// <summary>The order of the primary key in both stores: rows sorted so touch neighbouring pages.</summary>
    public int CompareTo(SightingKey other)
    {
        var order = TorrentId.CompareTo(other.TorrentId);
        if (order == 0) order = TrackerId.CompareTo(other.TrackerId);
        return order != 0 ? order : Peer.CompareTo(other.Peer);
    }
}

/// <summary>A row to merge into the aggregate.</summary>
internal readonly record struct Sighting(SightingKey Key, DateTimeOffset First, DateTimeOffset Last, int Times);
