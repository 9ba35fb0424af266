using Crawler.Statistics.Estimators;
using Crawler.Statistics.Sizes;

namespace Crawler.Statistics.Intervals;

/// <summary>
/// How far Darroch's estimate may be off, asked of the data and not of a model: each occasion in turn is left out
/// (Quenouille, Tukey). On 1/N̂, which is nearly linear in the overlaps, and with Student's t of T − 1 degrees of freedom. It
/// holds where a tracker's replies overlap more unevenly than random draws do, and every textbook interval is too narrow.
/// Leaving occasion i out leaves D − u_i distinct peers, u_i being those seen on it alone, so all T roots cost little.
/// </summary>
public static class OccasionJackknife
{
    /// <summary>Variance of 1/N̂, peers⁻²; null below three occasions. No finite root without an occasion counts as 1/N̂ = 0.</summary>
    /// <param name="sizes">k_i.</param>
    /// <param name="unique">u_i.</param>
    /// <param name="distinct">D.</param>
    /// <param name="root">N̂ with all of them.</param>
    public static double? ReciprocalVariance(ReadOnlySpan<double> sizes, ReadOnlySpan<double> unique, double distinct, double root)
    {
        var occasions = sizes.Length;
        if (occasions < 3) return null;
        Span<double> replicates = occasions <= 64 ? stackalloc double[occasions] : new double[occasions];
        for (var i = 0; i < occasions; i++) replicates[i] = Darroch.Root(sizes, distinct - unique[i], i, root) is { } n ? 1 / n : 0;
        return Variance(replicates);
    }

    /// <summary>
    /// Whether chance may well have left nobody unseen although the model misses some. Where replies come in runs, so do the missed:
    /// they are Poisson in lumps of about VMR, and none is missed with probability exp(−T₀/VMR). The jackknife cannot know, since
    /// no occasion left out shows it: such intervals began above a swarm of which all was seen in up to 3 of 10 cases.
    /// </summary>
    /// <param name="missed">T₀ = N̂ − D.</param>
    /// <param name="vmr">Variance ratio of the overlaps.</param>
    public static bool MayHaveSeenAll(double missed, double vmr) => Math.Exp(-missed / vmr) > (1 - SizeEstimate.Level) / 2;

    /// <summary>(T−1)/T · Σ (θ₋ᵢ − θ̄)².</summary>
    public static double Variance(ReadOnlySpan<double> replicates)
    {
        var (mean, squares) = (0.0, 0.0);
        foreach (var replicate in replicates) mean += replicate / replicates.Length;
        foreach (var replicate in replicates) squares += (replicate - mean) * (replicate - mean);
        return squares * (replicates.Length - 1) / replicates.Length;
    }

    /// <summary>The interval for N from one for 1/N.</summary>
    /// <param name="root">N̂.</param>
    /// <param name="reciprocalVariance">Variance of 1/N̂.</param>
    /// <param name="freedom">Degrees of freedom of that variance.</param>
    /// <param name="counted">D: the interval does not reach below.</param>
    public static Interval Interval(double root, double reciprocalVariance, double freedom, double counted)
    {
        var reach = Quantiles.StudentT(freedom) * Math.Sqrt(reciprocalVariance);
        var (least, most) = ((1 / root) - reach, (1 / root) + reach);
        return new Interval(Math.Max(counted, 1 / most), least > 0 ? Math.Max(counted, 1 / least) : null);
    }
}
