using System.Net;
using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;

namespace Crawler.Privacy;

/// <summary>
/// An attempt as it may be written down: the peers its reply names are there, in their order, each at its own port, but not
/// at their addresses, and their ids are gone. Ourselves stay as we are, since our address is in the record anyway and being recognised is what
/// keeps us out of the count.
/// </summary>
/// <param name="Attempt">The attempt; of a tracker's reply all but the addresses is as it came.</param>
/// <param name="Marks">What the addresses told and no longer tell; null if the attempt names no peers, and nothing was changed.</param>
public readonly record struct ProtectedReply(Attempt Attempt, PeerMarks? Marks)
{
    /// <summary>Protects an attempt's peers.</summary>
    public static ProtectedReply Of(Attempt attempt, IAddressMap map)
    {
        if (attempt.Reply is not { } reply) return new ProtectedReply(attempt, null);
        var marks = PeerMarks.Of(map.Form, CountedPeers.Of(attempt), reply.Peers);
        if (reply.Peers.Count == 0) return new ProtectedReply(attempt, marks);
        var peers = new PeerList(
            Mapped(reply.Peers.CompactV4.Span, PeerEndpoint.CompactLengthV4, Ours(attempt, AddressFamily.InterNetwork), map),
            Mapped(reply.Peers.CompactV6.Span, PeerEndpoint.CompactLengthV6, Ours(attempt, AddressFamily.InterNetworkV6), map));
        return new ProtectedReply(attempt with { Reply = reply with { Peers = peers, Named = [] } }, marks);
    }

    /// <summary>Our addresses of a family, as far as the tracker told or the attempt knows.</summary>
    private static byte[][] Ours(Attempt attempt, AddressFamily family) =>
        [.. new[] { attempt.OwnEndpoint?.Address, attempt.Reply?.ExternalAddress }
            .OfType<IPAddress>().Where(address => address.AddressFamily == family).Select(address => address.GetAddressBytes())];

    private static byte[] Mapped(ReadOnlySpan<byte> peers, int length, byte[][] ours, IAddressMap map)
    {
        if (peers.IsEmpty) return [];
        var mapped = peers.ToArray();
        var addressLength = length - sizeof(ushort);
        map.Map(mapped, length, addressLength);
        if (ours.Length == 0) return mapped;
        for (var at = 0; at < peers.Length; at += length)
        {
            var address = peers.Slice(at, addressLength);
            foreach (var own in ours)
                if (address.SequenceEqual(own)) address.CopyTo(mapped.AsSpan(at));
        }

        return mapped;
    }
}
