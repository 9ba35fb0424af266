using System.Buffers.Binary;
using Crawler.Protocol;
using Crawler.Protocol.Net;
using Crawler.Simulation.Randomness;

namespace Crawler.Simulation.Populations;

/// <summary>
/// Where the peers of one swarm are: public addresses, each endpoint given out once. A share sits behind an address
/// another peer has already (NAT), at another port.
/// </summary>
/// <param name="natShare">Share of peers behind somebody's address, 0–1.</param>
/// <param name="v6Share">Share of peers at IPv6 addresses, 0–1.</param>
public sealed class PeerAddresses(double natShare = 0, double v6Share = 0)
{
    private const int MaxTriesAtOthers = 8;

    private readonly HashSet<PeerEndpoint> _given = [];
    private readonly List<PeerEndpoint> _sites = [];

    /// <summary>An endpoint that nobody has.</summary>
    public PeerEndpoint Next(Random random)
    {
        for (var tries = 0; ; tries++)
        {
            // An address whose ports are all taken must not hold anybody up.
            var shared = tries < MaxTriesAtOthers && _sites.Count > 0 && random.Chance(natShare);
            var site = shared ? _sites[random.Next(_sites.Count)] : random.Chance(v6Share) ? PublicV6(random) : PublicV4(random);
            var peer = AtPort(site, random.Next(1024, 65536));
            if (!_given.Add(peer)) continue;
            if (!shared) _sites.Add(peer);
            return peer;
        }
    }

    /// <summary>
    /// What a tracker that makes peers up writes: four octets of 1–254 and a port. 13.1 % of them lie in networks where nobody
    /// can be (RFC 6890): that share gives them away.
    /// </summary>
    public static PeerEndpoint MadeUp(Random random)
    {
        Span<byte> compact = stackalloc byte[PeerEndpoint.CompactLengthV4];
        for (var i = 0; i < 4; i++) compact[i] = (byte)random.Next(1, 255);
        BinaryPrimitives.WriteUInt16BigEndian(compact[4..], (ushort)random.Next(1024, 65536));
        return PeerEndpoint.FromCompactV4(compact);
    }

    private static PeerEndpoint PublicV4(Random random)
    {
        while (true)
        {
            var peer = MadeUp(random);
            if (ReservedAddresses.KindOf(peer) == AddressKind.Public) return peer;
        }
    }

    /// <summary>Within 2a00::/12, which is Europe's.</summary>
    private static PeerEndpoint PublicV6(Random random)
    {
        Span<byte> compact = stackalloc byte[PeerEndpoint.CompactLengthV6];
        random.NextBytes(compact);
        (compact[0], compact[1]) = (0x2a, (byte)(compact[1] & 0x0f));
        return PeerEndpoint.FromCompactV6(compact);
    }

    private static PeerEndpoint AtPort(PeerEndpoint site, int port)
    {
        Span<byte> compact = stackalloc byte[PeerEndpoint.CompactLengthV6];
        var length = site.WriteCompact(compact);
        BinaryPrimitives.WriteUInt16BigEndian(compact[(length - 2)..], (ushort)port);
        return site.IsV6 ? PeerEndpoint.FromCompactV6(compact) : PeerEndpoint.FromCompactV4(compact);
    }
}
