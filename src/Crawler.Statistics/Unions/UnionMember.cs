using Crawler.Statistics.Occasions;
using Crawler.Statistics.Sizes;

namespace Crawler.Statistics.Unions;

/// <summary>One tracker of a union: what it showed over the same time as the union's sample, and what was made of it.</summary>
/// <param name="Occasions">Its occasions.</param>
/// <param name="Estimate">The estimate made of them.</param>
public sealed record UnionMember(OccasionSummary Occasions, SizeEstimate Estimate)
{
    /// <summary>Whether its detection share is known, so that it can be counted in.</summary>
    public bool Counts => Estimate.Size is not null && !Estimate.IsSuspect;

    /// <summary>π = D/N̂: the share of this tracker's peers that was seen, 0–1; 1 where it listed them all. Null if it cannot be told.</summary>
    public double? DetectionShare => !Counts ? null
        : Estimate.Method == SizeMethod.Enumerated || Estimate.Size <= 0 ? 1
        : Math.Min(1, Estimate.Distinct / Estimate.Size!.Value);
}
