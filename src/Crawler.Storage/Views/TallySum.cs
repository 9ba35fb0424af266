using Crawler.Storage.Model;
using Crawler.Storage.Rollups;

namespace Crawler.Storage.Views;

/// <summary>Hours or days of a tracker, added up.</summary>
internal sealed class TallySum
{
    private readonly LatencyBuckets _latency = new();

    /// <summary>Calls, peers and intervals; its round trips are told by <see cref="Quantile"/>.</summary>
    public TrackerDayRow Sum { get; } = new();

    /// <summary>Quarters of an hour in which calls said something.</summary>
    public long Known { get; private set; }

    /// <summary>Those with an answer.</summary>
    public long Up { get; private set; }

    /// <summary>Adds a stretch.</summary>
    public void Add(TrackerTally tally, int known, int up)
    {
        _latency.Add(tally.Latency);
        (Known, Up) = (Known + known, Up + up);
        // Round trips are added up apart, and read once, at the end.
        var latency = tally.Latency;
        tally.Latency = null;
        Sum.Add(tally);
        tally.Latency = latency;
    }

    /// <summary>A quantile of the round trips; null without any.</summary>
    public TimeSpan? Quantile(double share) => _latency.Quantile(share);

    /// <summary>All of it as a span.</summary>
    public TrackerSpan Span() => new(Known, Up, Sum.Calls, Sum.Ok, Quantile(0.5), Quantile(0.95));
}
