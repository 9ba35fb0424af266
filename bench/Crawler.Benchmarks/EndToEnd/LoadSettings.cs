using Crawler.Actors;
using Crawler.Actors.Hosts;
using Crawler.Actors.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Net;

namespace Crawler.Benchmarks.EndToEnd;

/// <summary>A crawl as the program runs it, but for what would keep it from the load: the modesty towards hosts, and the shortest interval.</summary>
internal static class LoadSettings
{
    private const int MaxInFlight = 4_000;

    /// <summary>The node's own address space may be called.</summary>
    public static readonly TrackerClientOptions Network = new() { AddressPolicy = new AddressPolicy(allowPrivate: true, []) };

    /// <summary>Hosts take what comes, spread a little: the stub has room for it.</summary>
    private static readonly HostLimits Willing = HostLimits.Standard with { Concurrency = 1_000, PerSecond = 100_000, Burst = 1_000 };

    /// <summary>The settings of a load.</summary>
    public static CrawlSettings For(EndToEndOptions options) => new()
    {
        Identity = AnnounceIdentity.NewRandom(6881, 200),
        Intervals = IntervalPolicy.Standard with { Shortest = TimeSpan.FromSeconds(Math.Min(options.Interval, IntervalPolicy.Standard.Shortest.TotalSeconds)) },
        Rates = new CrawlRates { Host = Willing, MaxInFlight = MaxInFlight },
    };
}
