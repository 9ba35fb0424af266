using System.Collections.Frozen;

namespace Crawler.Actors.Hosts;

/// <summary>
/// How much a crawl asks of others, and of the node it runs on. Each bound holds by itself, so the strictest decides. They
/// may change while it runs; a lower one binds at once.
/// </summary>
public sealed record CrawlRates
{
    /// <summary>Modest towards each host, and no bound on all of them together but the calls in flight.</summary>
    public static readonly CrawlRates Standard = new();

    /// <summary>Calls a second of the whole node; null: no bound.</summary>
    public double? Global { get; init; }

    /// <summary>What each tracker host is asked, whatever the port.</summary>
    public HostLimits Host { get; init; } = HostLimits.Standard;

    /// <summary>
    /// Hosts with limits of their own, by name without port, as in <see cref="Protocol.Net.TrackerUrl.Host"/>: lower case, punycode.
    /// </summary>
    public IReadOnlyDictionary<string, HostLimits> Hosts { get; init; } = FrozenDictionary<string, HostLimits>.Empty;

    /// <summary>What each address is asked, whatever names lead there; null: no bound.</summary>
    public IpLimits? PerIp { get; init; }

    /// <summary>Calls in flight on this node.</summary>
    public int MaxInFlight { get; init; } = 1000;

    /// <summary>The limits of one host.</summary>
    public HostLimits For(string host) => Hosts.GetValueOrDefault(host, Host);
}
