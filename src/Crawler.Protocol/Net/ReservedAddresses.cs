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

/// <summary>The IANA special-purpose registries (RFC 6890 and successors), with addresses inside addresses unwrapped.</summary>
public static class ReservedAddresses
{
    private static readonly IPNetwork[] PrivateNetworks = Networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");

    private static readonly IPNetwork[] ReservedV4 = Networks(
        "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    private static readonly IPNetwork GlobalUnicastV6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] ReservedV6 = Networks("2001::/23", "2001:db8::/32", "3fff::/20");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Classifies an address; v4-mapped, 6to4 and NAT64 forms are what the IPv4 address inside is.</summary>
    public static AddressKind KindOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address)) return AddressKind.Loopback;
        if (PrivateNetworks.Any(network => network.Contains(address))) return AddressKind.Private;
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return ReservedV4.Any(network => network.Contains(address)) ? AddressKind.Reserved : AddressKind.Public;

        var bytes = address.GetAddressBytes();
        if (SixToFour.Contains(address)) return KindOf(new IPAddress(bytes.AsSpan(2, 4)));
        if (Nat64.Contains(address)) return KindOf(new IPAddress(bytes.AsSpan(12, 4)));
        return GlobalUnicastV6.Contains(address) && !ReservedV6.Any(network => network.Contains(address))
            ? AddressKind.Public
            : AddressKind.Reserved;
    }

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
