using System.Net;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Protocol;

/// <summary>How trackers are called.</summary>
public sealed record TrackerClientOptions
{
    /// <summary>What we call ourselves over HTTP; say who measures and how to reach them.</summary>
    public string UserAgent { get; init; } = "Crawler/0.1.0 (BitTorrent swarm measurement)";

    /// <summary>Which addresses may be called.</summary>
    public AddressPolicy AddressPolicy { get; init; } = AddressPolicy.PublicOnly;

    /// <summary>Swarms, hosts and networks that are left alone, whatever else is permitted; null: none.</summary>
    public OptOutList? OptOuts { get; init; }

    /// <summary>Whether hosts are asked in DNS, before the first request, where trackers run on them (BEP 34).</summary>
    public bool HonourDnsPreferences { get; init; } = true;

    /// <summary>Time for looking up a host name.</summary>
    public TimeSpan ResolveTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for a TCP connection and its TLS handshake.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for an HTTP exchange in all: look-up, redirects and the body's last byte included.</summary>
    public TimeSpan HttpDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of an HTTP body, on the wire and inflated each.</summary>
    public int MaxBodyBytes { get; init; } = 1 << 20;

    /// <summary>Redirects followed.</summary>
    public int MaxRedirects { get; init; } = 5;

    /// <summary>First wait of the UDP schedule; doubles each time (BEP 15: 15 s).</summary>
    public TimeSpan UdpTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Waits of the UDP schedule after the first: 2 gives 15 + 30 + 60 s (BEP 15 allows up to 8).</summary>
    public int UdpRetries { get; init; } = 2;

    /// <summary>What <see cref="OptOuts"/> holds now.</summary>
    internal OptOuts OptOutsInForce => OptOuts?.Current ?? Net.OptOuts.None;

    /// <summary>Whether <paramref name="address"/> may be called: by the policy, and as nobody there opted out.</summary>
    public bool Permits(IPAddress address) => AddressPolicy.Permits(address) && !OptOutsInForce.CoversAddress(address);

    /// <summary>One line for the user on why <paramref name="address"/> is not called.</summary>
    public string Refusal(IPAddress address) =>
        OptOutsInForce.CoversAddress(address) ? LeftAloneWords.Of(address.ToString()) : AddressPolicy.Refusal(address);
}
