using Crawler.Protocol;
using Crawler.Storage.Log;

namespace Crawler.Storage.Merge;

/// <summary>The key of the aggregate: a peer as one tracker named it for one torrent over one address family.</summary>
internal readonly record struct SightingKey(SessionKey Session, PeerEndpoint Peer) : IComparable<SightingKey>
{
    /// <summary>The order of the primary key in both stores: rows sorted so touch neighbouring pages.</summary>
    public int CompareTo(SightingKey other)
    {
        var order = Session.CompareTo(other.Session);
        return order != 0 ? order : Peer.CompareTo(other.Peer);
    }
}

/// <summary>A row to merge into the aggregate.</summary>
internal readonly record struct Sighting(SightingKey Key, DateTimeOffset First, DateTimeOffset Last, int Times);
