using System.Net.Sockets;

namespace Crawler.Storage.Log;

/// <summary>
/// One measurement: a torrent on a tracker over one address family (BEP 7). What is scheduled, counted and reported
/// has this key, so that one family's failure never overwrites the other's success.
/// </summary>
internal readonly record struct SessionKey(int TorrentId, int TrackerId, AddressFamily Family) : IComparable<SessionKey>
{
    /// <summary>The order of the primary keys in both stores: unspecified, IPv4, IPv6.</summary>
    public int CompareTo(SessionKey other)
    {
        var order = TorrentId.CompareTo(other.TorrentId);
        if (order == 0) order = TrackerId.CompareTo(other.TrackerId);
        return order != 0 ? order : Family.ToNumber().CompareTo(other.Family.ToNumber());
    }
}
