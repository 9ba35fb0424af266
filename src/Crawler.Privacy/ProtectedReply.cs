using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;

namespace Crawler.Privacy;

/// <summary>
/// An attempt as it may be written down: the peers its reply names are there, in their order, each at its own port, but not
/// at their addresses, and their ids are gone. Ourselves stay as we are, since being recognised is what keeps us out of the count; who is
/// behind our address at another port is a peer like others, and so is who is at an address that a tracker says is ours.
/// </summary>
/// <param name="Attempt">The attempt; of a tracker's reply all but the addresses is as it came.</param>
/// <param name="Marks">What the addresses told and no longer tell; null if the attempt names no peers, and nothing was changed.</param>
public readonly record struct ProtectedReply(Attempt Attempt, PeerMarks? Marks)
{
    /// <summary>Protects an attempt's peers.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="map">What is put in the place of addresses.</param>
    /// <param name="isOfCanary">
    /// Whether it asks about a swarm that only we are in: whoever is at our address there is ourselves, at a port that another tracker
    /// was told, which gives away that two trackers keep the same books.
    /// </param>
    public static ProtectedReply Of(Attempt attempt, IAddressMap map, bool isOfCanary = false)
    {
        if (attempt.Reply is not { } reply) return new ProtectedReply(attempt, null);
        var marks = PeerMarks.Of(map.Form, CountedPeers.Of(attempt), reply.Peers);
        if (reply.Peers.Count == 0) return new ProtectedReply(attempt, marks);
        var peers = new PeerList(
            Mapped(reply.Peers.CompactV4.Span, PeerEndpoint.CompactLengthV4, attempt.OwnEndpoint, isOfCanary, map),
            Mapped(reply.Peers.CompactV6.Span, PeerEndpoint.CompactLengthV6, attempt.OwnEndpoint, isOfCanary, map));
        return new ProtectedReply(attempt with { Reply = reply with { Peers = peers, Named = [] } }, marks);
    }

    private static byte[] Mapped(ReadOnlySpan<byte> peers, int length, PeerEndpoint? own, bool atAnyPort, IAddressMap map)
    {
        if (peers.IsEmpty) return [];
        var mapped = peers.ToArray();
        var addressLength = length - sizeof(ushort);
        map.Map(mapped, length, addressLength);
        Span<byte> compact = stackalloc byte[PeerEndpoint.CompactLengthV6];
        if (own?.WriteCompact(compact) != length) return mapped;
        var us = compact[..(atAnyPort ? addressLength : length)];
        for (var at = 0; at < peers.Length; at += length)
            if (peers.Slice(at, us.Length).SequenceEqual(us)) us.CopyTo(mapped.AsSpan(at));
        return mapped;
    }
}
