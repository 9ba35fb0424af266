using Crawler.Protocol;
using Crawler.Statistics.Series;

namespace Crawler.Storage.Reports.Stats;

/// <summary>The course of one swarm, by whole hours since 1970.</summary>
public sealed record SwarmLife
{
    /// <summary>The swarm.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>Its name; null if unknown.</summary>
    public string? Name { get; init; }

    /// <summary>Start of the first hour with a claim.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>End of the last.</summary>
    public DateTimeOffset To { get; init; }

    /// <summary>The most peers that one tracker claimed in any hour.</summary>
    public long Peak { get; init; }

    /// <summary>Start of the first such hour.</summary>
    public DateTimeOffset PeakAt { get; init; }

    /// <summary>
    /// Arrivals (peers first seen, by hour) as λ₀ e^(−t/τ), the first hour, which finds who was there before, and the unfinished
    /// last left out; null where there is nothing to fit.
    /// </summary>
    public ExponentialDecay? Decay { get; init; }

    /// <summary>Hours in a row in which every tracker that answered claimed no seeder.</summary>
    public IReadOnlyList<Spell> Seedless { get; init; } = [];
}
