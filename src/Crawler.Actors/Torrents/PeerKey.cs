using System.Buffers.Binary;
using Crawler.Protocol;

namespace Crawler.Actors.Torrents;

/// <summary>
/// A peer as one 64-bit key, for counting. Of IPv4 it is address and port themselves, so that two peers never share one; of
/// IPv6 a hash of both, by which any two of a million peers are taken for one with a probability of 3 in a hundred million.
/// </summary>
public static class PeerKey
{
    /// <summary>The key of a peer.</summary>
    public static ulong Of(PeerEndpoint peer)
    {
        Span<byte> compact = stackalloc byte[PeerEndpoint.CompactLengthV6];
        peer.WriteCompact(compact);
        if (!peer.IsV6) return ((ulong)BinaryPrimitives.ReadUInt32BigEndian(compact) << 16) | (uint)peer.Port;
        var high = Mix(BinaryPrimitives.ReadUInt64BigEndian(compact) + (uint)peer.Port);
        return Mix(high ^ BinaryPrimitives.ReadUInt64BigEndian(compact[8..]));
    }

    /// <summary>A bijection that spreads every bit over all (the finaliser of SplitMix64, Steele et al. 2014).</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
