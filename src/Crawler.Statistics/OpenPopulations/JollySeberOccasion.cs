using Crawler.Statistics.Estimators;
using Crawler.Statistics.Intervals;

namespace Crawler.Statistics.OpenPopulations;

/// <summary>The swarm at one primary occasion, as Jolly and Seber see it. What the ends of the series do not tell is null.</summary>
public sealed record JollySeberOccasion
{
    /// <summary>Number of the occasion among all of the swarm's, from 0.</summary>
    public required int Occasion { get; init; }

    /// <summary>n: peers seen, scaled to the whole swarm.</summary>
    public required double Seen { get; init; }

    /// <summary>M̂: of all peers ever seen, those still there just before it.</summary>
    public double? Marked { get; init; }

    /// <summary>N̂: peers there, with the variance of estimation alone: how far off it is of what N was, not of what it might have been.</summary>
    public PointEstimate? Size { get; init; }

    /// <summary>φ̂: share that stayed until the next occasion; by chance it may exceed 1.</summary>
    public PointEstimate? Survival { get; init; }

    /// <summary>B̂: peers there at the next occasion that came since; by chance it may be negative.</summary>
    public double? Arrivals { get; init; }

    /// <summary>Log-normal interval for N about n; null where N̂ is.</summary>
    public Interval? Interval => Size is { } size ? LogNormalInterval.About(size, Math.Min(Seen, size.Value)) : null;
}
