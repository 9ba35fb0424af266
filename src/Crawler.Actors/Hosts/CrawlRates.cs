namespace Crawler.Actors.Hosts;

/// <summary>How fast a crawl goes at most, in calls. Whatever is set here, no tracker is called before its own time.</summary>
public sealed record CrawlRates
{
    /// <summary>What holds where nothing is said.</summary>
    public static readonly CrawlRates Standard = new();

    /// <summary>Calls a second of this node; null for no limit.</summary>
    public double? Global { get; init; }

    /// <summary>What each host is asked at most.</summary>
    public HostLimits Host { get; init; } = HostLimits.Standard;

    /// <summary>Hosts that have limits of their own, by name without port.</summary>
    public IReadOnlyDictionary<string, HostLimits> Hosts { get; init; } = new Dictionary<string, HostLimits>();

    /// <summary>What each IP address is asked at most, whatever names it has; null for no limit.</summary>
    public IpLimits? PerIp { get; init; }

    /// <summary>Calls in flight on this node.</summary>
    public int MaxInFlight { get; init; } = 1000;
}
