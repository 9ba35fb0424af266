using Crawler.Statistics.Occasions;

namespace Crawler.Statistics.Diagnostics;

/// <summary>
/// VMR: by how much the overlaps of pairs of occasions vary, over the variance that even sampling gives them,
/// (k²/N)(1 − k/N)². About 1 for random draws; runs of a list, slices of a map and ordered replies come out far above it.
/// </summary>
public static class VarianceRatio
{
    /// <summary>Above it the textbook interval is not believed. Even sampling exceeds it once in seventeen times at T = 10, in six at T = 6.</summary>
    public const double Threshold = 1.35;

    /// <summary>
    /// Σ (m_ij − k_i k_j/N)² / (k_i k_j/N), over (P − 1)(1 − k̄/N)², P being the number of pairs and N = Σ k_i k_j / Σ m_ij. With equal
    /// k_i this is the variance of m_ij over that of even sampling; it needs no pairs, only their moments, and bears unequal k_i.
    /// Null below three occasions with peers, or where no peer was seen twice; 0 where all replies were the same.
    /// </summary>
    public static double? Of(OccasionSummary occasions)
    {
        var (pairs, products, common, scaled) = occasions.Overlaps;
        if (pairs < 3 || common <= 0) return null;
        var n = products / common;
        var mean = occasions.Sightings / (double)occasions.Sizes.Count(size => size > 0);
        var spread = (n * scaled) - (2 * common) + (products / n);
        var expected = (pairs - 1) * (1 - (mean / n)) * (1 - (mean / n));
        // Replies that are nearly the whole swarm leave nothing to vary: rounding alone would speak.
        return spread <= 1e-9 * common ? 0 : mean < n && expected > 0 ? spread / expected : null;
    }
}
