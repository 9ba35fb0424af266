using Crawler.Actors.Hosts;
using Crawler.Actors.Measuring;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Protocol.Net;

namespace Crawler.Actors;

/// <summary>How a crawl goes about it.</summary>
public sealed record CrawlSettings
{
    /// <summary>Who we say we are.</summary>
    public required AnnounceIdentity Identity { get; init; }

    /// <summary>Over which address families trackers are measured.</summary>
    public AddressFamilies Families { get; init; } = AddressFamilies.V4;

    /// <summary>Asked whether our own network is up when a tracker is silent; null: judged by what other trackers do.</summary>
    public IUplinkProbe? UplinkProbe { get; init; }

    /// <summary>How well swarms are to be measured.</summary>
    public MeasuringPlan Plan { get; init; } = MeasuringPlan.None;

    /// <summary>What is made of intervals.</summary>
    public IntervalPolicy Intervals { get; init; } = IntervalPolicy.Standard;

    /// <summary>How much trackers are asked, and this node.</summary>
    public CrawlRates Rates { get; init; } = CrawlRates.Standard;

    /// <summary>Whom not to call. The same list goes into <see cref="Protocol.TrackerClientOptions.OptOuts"/>, so that networks bind too.</summary>
    public OptOutList OptOuts { get; init; } = new();

    /// <summary>How observations are batched.</summary>
    public ObservationPipelineOptions Pipeline { get; init; } = ObservationPipelineOptions.Standard;

    /// <summary>Time for <c>stopped</c> to reach the trackers that count us.</summary>
    public TimeSpan LeaveBudget { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Time to write what is left.</summary>
    public TimeSpan FlushBudget { get; init; } = TimeSpan.FromSeconds(3);
}
