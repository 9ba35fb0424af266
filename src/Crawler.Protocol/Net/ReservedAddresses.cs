using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Crawler.Protocol.Net;

/// <summary>What an address is for.</summary>
public enum AddressKind
{
    /// <summary>Globally reachable unicast.</summary>
    Public,

    /// <summary>This machine.</summary>
    Loopback,

    /// <summary>A local network: RFC 1918, unique local, carrier-grade NAT.</summary>
    Private,

    /// <summary>Link-local, multicast, documentation, benchmarking, unspecified, unassigned.</summary>
    Reserved,
}

/// <summary>
/// The IANA special-purpose registries (RFC 6890 and successors), with addresses inside addresses unwrapped. Worked on
/// as numbers, since every peer of every reply is looked up here.
/// </summary>
public static class ReservedAddresses
{
    private static readonly Network<uint>[] V4 =
    [
        V4Network("127.0.0.0/8", AddressKind.Loopback),
        V4Network("10.0.0.0/8", AddressKind.Private), V4Network("172.16.0.0/12", AddressKind.Private),
        V4Network("192.168.0.0/16", AddressKind.Private), V4Network("100.64.0.0/10", AddressKind.Private),
        V4Network("0.0.0.0/8"), V4Network("169.254.0.0/16"), V4Network("192.0.0.0/24"), V4Network("192.0.2.0/24"),
        V4Network("192.88.99.0/24"), V4Network("198.18.0.0/15"), V4Network("198.51.100.0/24"),
        V4Network("203.0.113.0/24"), V4Network("224.0.0.0/4"), V4Network("240.0.0.0/4"),
    ];

    private static readonly Network<UInt128>[] V6 =
    [
        V6Network("::1/128", AddressKind.Loopback), V6Network("fc00::/7", AddressKind.Private),
        V6Network("2001::/23"), V6Network("2001:db8::/32"), V6Network("3fff::/20"),
        // All that is assigned; what lies outside (link-local, multicast, site-local, …) is reserved.
        V6Network("2000::/3", AddressKind.Public),
    ];

    /// <summary>IPv6 networks that carry an IPv4 address, and how far from the right it stands: v4-mapped, NAT64, 6to4.</summary>
    private static readonly (Network<UInt128> Network, int Shift)[] Embedding =
        [(V6Network("::ffff:0:0/96"), 0), (V6Network("64:ff9b::/96"), 0), (V6Network("2002::/16"), 80)];

    /// <summary>Classifies an address; v4-mapped, 6to4 and NAT64 forms are what the IPv4 address inside is.</summary>
    public static AddressKind KindOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? KindOfV4(BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : KindOfV6(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    /// <summary>Classifies a peer's address without allocating.</summary>
    public static AddressKind KindOf(PeerEndpoint peer)
    {
        Span<byte> bytes = stackalloc byte[16];
        return peer.WriteAddress(bytes) == 4
            ? KindOfV4(BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : KindOfV6(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    /// <summary>The IPv4 address inside a v4-mapped, NAT64 or 6to4 address.</summary>
    internal static bool TryEmbedded(UInt128 address, out uint v4)
    {
        foreach (var (network, shift) in Embedding)
        {
            v4 = (uint)(address >> shift);
            if ((address & network.Mask) == network.Base) return true;
        }

        v4 = 0;
        return false;
    }

    private static AddressKind KindOfV4(uint address)
    {
        foreach (var network in V4)
        {
            if ((address & network.Mask) == network.Base) return network.Kind;
        }

        return AddressKind.Public;
    }

    private static AddressKind KindOfV6(UInt128 address)
    {
        if (TryEmbedded(address, out var v4)) return KindOfV4(v4);
        foreach (var network in V6)
        {
            if ((address & network.Mask) == network.Base) return network.Kind;
        }

        return AddressKind.Reserved;
    }

    private static Network<uint> V4Network(string text, AddressKind kind = AddressKind.Reserved)
    {
        var network = IPNetwork.Parse(text);
        return new(BinaryPrimitives.ReadUInt32BigEndian(network.BaseAddress.GetAddressBytes()), uint.MaxValue << (32 - network.PrefixLength), kind);
    }

    private static Network<UInt128> V6Network(string text, AddressKind kind = AddressKind.Reserved)
    {
        var network = IPNetwork.Parse(text);
        return new(BinaryPrimitives.ReadUInt128BigEndian(network.BaseAddress.GetAddressBytes()), UInt128.MaxValue << (128 - network.PrefixLength), kind);
    }

    private readonly record struct Network<T>(T Base, T Mask, AddressKind Kind);
}
