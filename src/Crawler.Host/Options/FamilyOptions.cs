using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Crawler.Actors.Torrents;
using Crawler.Host.Configuration;

namespace Crawler.Host.Options;

/// <summary><c>--ipv4</c> and <c>--ipv6</c>: over which address families trackers are measured.</summary>
internal sealed class FamilyOptions
{
    private readonly Option<bool> _v4 = new("--ipv4", "-4") { Description = "Measure over IPv4. Alone: over nothing else." };

    private readonly Option<bool> _v6 = new("--ipv6", "-6") { Description = "Measure over IPv6. Alone: over nothing else. [default: both where this machine has both, or key Crawl:Families]" };

    public FamilyOptions(Command verb)
    {
        verb.Add(_v4);
        verb.Add(_v6);
    }

    /// <summary>What was asked for, else what is configured, else what this machine has a route for.</summary>
    public AddressFamilies Read(ParseResult parse) => (parse.GetValue(_v4), parse.GetValue(_v6)) switch
    {
        (true, false) => AddressFamilies.V4,
        (false, true) => AddressFamilies.V6,
        (true, true) => AddressFamilies.Both,
        _ => Configured(),
    };

    /// <summary>What is configured, else what this machine has a route for.</summary>
    public static AddressFamilies Configured() => CrawlerConfiguration.Current.Value(Keys.Families) switch
    {
        "ipv4" => AddressFamilies.V4,
        "ipv6" => AddressFamilies.V6,
        "both" => AddressFamilies.Both,
        _ => HasRouteV6() ? AddressFamilies.Both : AddressFamilies.V4,
    };

    /// <summary>Connecting a UDP socket sends nothing; it only asks the kernel whether there is a way out.</summary>
    private static bool HasRouteV6()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(IPAddress.Parse("2000::1"), 9);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
