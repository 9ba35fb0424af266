using System.Net.Sockets;

namespace Crawler.Actors.Torrents;

/// <summary>The address families a crawl measures over.</summary>
[Flags]
public enum AddressFamilies
{
    /// <summary>IPv4.</summary>
    V4 = 1,

    /// <summary>IPv6.</summary>
    V6 = 2,

    /// <summary>Both, each with sessions and verdicts of its own.</summary>
    Both = V4 | V6,
}

/// <summary>What <see cref="AddressFamilies"/> means for sockets.</summary>
public static class AddressFamiliesExtensions
{
    /// <summary>The family of a first call: the only one allowed, or whichever the host has.</summary>
    public static AddressFamily First(this AddressFamilies families) => families switch
    {
        AddressFamilies.V4 => AddressFamily.InterNetwork,
        AddressFamilies.V6 => AddressFamily.InterNetworkV6,
        _ => AddressFamily.Unspecified,
    };

    /// <summary>The family to measure as well once one is known; null if only one is measured.</summary>
    public static AddressFamily? Other(this AddressFamilies families, AddressFamily known) => (families, known) switch
    {
        (AddressFamilies.Both, AddressFamily.InterNetwork) => AddressFamily.InterNetworkV6,
        (AddressFamilies.Both, AddressFamily.InterNetworkV6) => AddressFamily.InterNetwork,
        _ => null,
    };
}
