using System.Net;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Attempts;

/// <summary>
/// Which peers of a reply statistics are made of. The record keeps the reply as it came; this rule is applied to it in
/// one way everywhere, from nothing but what is in the record, so that it can be applied again.
/// <para>
/// Left out are ourselves and bogons: peers without a port, and, from a tracker on the public internet, peers at
/// addresses that are not. A tracker at a private address is a lab or an intranet; its private peers are real.
/// </para>
/// </summary>
/// <param name="tracker">The address that answered; null if unknown, which leaves only port 0 out.</param>
/// <param name="own">Ourselves as that tracker would list us; null if unknown.</param>
public readonly struct CountedPeers(IPAddress? tracker, PeerEndpoint? own)
{
    private readonly bool _publicOnly = tracker is not null && ReservedAddresses.KindOf(tracker) == AddressKind.Public;
    private readonly PeerEndpoint? _own = own;

    /// <summary>The rule for one attempt.</summary>
    public static CountedPeers Of(Attempt attempt) => new(attempt.Address, attempt.OwnEndpoint);

    /// <summary>Whether a peer counts.</summary>
    public bool Counts(PeerEndpoint peer) => peer != _own && !IsBogon(peer);

    /// <summary>Whether nobody can be behind this endpoint.</summary>
    public bool IsBogon(PeerEndpoint peer) =>
        peer.Port == 0 || (_publicOnly && ReservedAddresses.KindOf(peer) != AddressKind.Public);

    /// <summary>Bogons in a list, repeated ones each time.</summary>
    public int CountBogons(Announce.PeerList peers)
    {
        var bogons = 0;
        foreach (var peer in peers)
        {
            if (IsBogon(peer)) bogons++;
        }

        return bogons;
    }
}
