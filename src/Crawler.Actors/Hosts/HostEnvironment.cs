using Crawler.Actors.Observations;
using Crawler.Protocol;
using Crawler.Protocol.Net;

namespace Crawler.Actors.Hosts;

/// <summary>What all host gates of a node share.</summary>
/// <param name="Client">Makes the calls.</param>
/// <param name="Gate">The node's own bounds, and the rates in force.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">Uniform in [0, 1).</param>
public sealed record HostEnvironment(ITrackerClient Client, CallGate Gate, TimeProvider Time, Func<double> Random)
{
    /// <summary>Tells our own outages from the trackers'.</summary>
    public Uplink Uplink { get; init; } = new(null, Time);

    /// <summary>Whom not to call.</summary>
    public OptOutList OptOuts { get; init; } = new();

    /// <summary>Notes calls before they leave.</summary>
    public ICallJournal Journal { get; init; } = NoJournal.Instance;

    /// <summary>What part of each host's limits is ours.</summary>
    public IHostShares Shares { get; init; } = WholeShares.Instance;

    /// <summary>Counts what goes and comes.</summary>
    public CrawlMeter Meter { get; init; } = new();

    /// <summary>The time by <see cref="Time"/>.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();
}
