namespace Crawler.Simulation.Trackers;

/// <summary>A time during which a tracker answers nobody.</summary>
/// <param name="From">Its first moment.</param>
/// <param name="To">The first moment after it.</param>
public readonly record struct Outage(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Whether it lasts at this moment.</summary>
    public bool Covers(DateTimeOffset at) => at >= From && at < To;
}
