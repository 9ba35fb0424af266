using Crawler.Protocol.Net;

namespace Crawler.Protocol.Announce;

/// <summary>How many peers of a list can be peers at all.</summary>
/// <param name="Genuine">Routable address and a port.</param>
/// <param name="Reserved">Loopback, private, link-local, multicast or otherwise reserved addresses.</param>
/// <param name="PortZero">A routable address without a port: nobody listens there.</param>
public readonly record struct BogonCount(int Genuine, int Reserved, int PortZero)
{
    /// <summary>Peers to be left out of statistics.</summary>
    public int Bogons => Reserved + PortZero;
}

/// <summary>
/// Tells peers that cannot exist (bogons) from the rest. Trackers hand out what clients claim, and some invent peers to
/// mislead crawlers. The raw list is stored as it came; statistics are made of what this lets through.
/// </summary>
/// <param name="policy">Addresses a lab allows count as genuine; null: public addresses only.</param>
public sealed class BogonFilter(AddressPolicy? policy = null)
{
    /// <summary>For the open internet.</summary>
    public static readonly BogonFilter PublicOnly = new();

    private readonly AddressPolicy _policy = policy ?? AddressPolicy.PublicOnly;

    /// <summary>Whether <paramref name="peer"/> cannot be reached by anybody.</summary>
    public bool IsBogon(PeerEndpoint peer) => peer.Port == 0 || !_policy.Permits(peer);

    /// <summary>Counts a list without allocating.</summary>
    public BogonCount Count(PeerList peers)
    {
        int genuine = 0, reserved = 0, portZero = 0;
        foreach (var peer in peers)
        {
            if (!_policy.Permits(peer)) reserved++;
            else if (peer.Port == 0) portZero++;
            else genuine++;
        }

        return new BogonCount(genuine, reserved, portZero);
    }

    /// <summary>The peers that are no bogons, in their order; enumerating allocates nothing.</summary>
    public GenuinePeers Genuine(PeerList peers) => new(this, peers);

    /// <summary>A filtered view of a <see cref="PeerList"/>.</summary>
    public readonly struct GenuinePeers(BogonFilter filter, PeerList peers)
    {
        /// <summary>Enumerates without allocating.</summary>
        public Enumerator GetEnumerator() => new(filter, peers);
    }

    /// <summary>Walks the genuine peers of a list.</summary>
    public struct Enumerator(BogonFilter filter, PeerList peers)
    {
        private PeerList.Enumerator _all = peers.GetEnumerator();

        /// <summary>The peer at the current position.</summary>
        public readonly PeerEndpoint Current => _all.Current;

        /// <summary>Advances past bogons; false at the end.</summary>
        public bool MoveNext()
        {
            while (_all.MoveNext())
            {
                if (!filter.IsBogon(_all.Current)) return true;
            }

            return false;
        }
    }
}
