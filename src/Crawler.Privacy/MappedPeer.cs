using Crawler.Protocol;

namespace Crawler.Privacy;

/// <summary>One peer as it is written.</summary>
public static class MappedPeer
{
    /// <summary>What stands in a peer's place: its port, at what stands for its address.</summary>
    public static PeerEndpoint Map(this IAddressMap map, PeerEndpoint peer)
    {
        Span<byte> compact = stackalloc byte[PeerEndpoint.CompactLengthV6];
        var record = compact[..peer.WriteCompact(compact)];
        map.Map(record, record.Length, record.Length - sizeof(ushort));
        return peer.IsV6 ? PeerEndpoint.FromCompactV6(record) : PeerEndpoint.FromCompactV4(record);
    }
}
