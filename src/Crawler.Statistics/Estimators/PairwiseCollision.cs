using Crawler.Statistics.Occasions;

namespace Crawler.Statistics.Estimators;

/// <summary>
/// As in the birthday problem: two occasions share k_i k_j / N peers on average, so N̂ = Σ_{i&lt;j} k_i k_j / Σ_p C(c_p, 2).
/// Linear in what was shared and so easily reasoned about, but it makes less of the sightings than <see cref="Darroch"/>.
/// </summary>
public static class PairwiseCollision
{
    /// <summary>N̂, without a variance; null if nobody was seen twice.</summary>
    public static PointEstimate? Estimate(OccasionSummary occasions) =>
        occasions.Overlaps.Common > 0 ? new PointEstimate(occasions.Overlaps.Products / occasions.Overlaps.Common, null) : null;
}
