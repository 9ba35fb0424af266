using Crawler.Statistics.Occasions;

namespace Crawler.Statistics.Estimators;

/// <summary>
/// Darroch's maximum likelihood for model M_t: a closed population, occasions that may differ in size, and every peer as
/// likely as any other on each (Darroch 1958, Biometrika 45). N̂ is the root above D of
/// <code>N · Π(1 − k_i/N) = N − D</code>
/// which says that as many peers were missed as should have been. Var = 1 / [1/(N−D) + (T−1)/N − Σ 1/(N−k_i)].
/// The default: exact in k_i, a sufficient use of what even sampling gives, and cheap enough to repeat for each occasion left out.
/// </summary>
public static class Darroch
{
    /// <summary>Relative step at which the root is found.</summary>
    private const double Tolerance = 1e-12;

    private const int MaxSteps = 200;

    /// <summary>N̂ of a series of occasions; null if no peer was seen twice (D = n), or none at all.</summary>
    public static PointEstimate? Estimate(OccasionSummary occasions) => Estimate(Sizes(occasions), occasions.Distinct);

    /// <summary>N̂ from k_i and D; null if no peer was seen twice (D = n), or none at all.</summary>
    /// <param name="sizes">k_i: distinct peers of each occasion.</param>
    /// <param name="distinct">D: distinct peers over all, between the largest k_i and their sum.</param>
    public static PointEstimate? Estimate(ReadOnlySpan<double> sizes, double distinct) =>
        Root(sizes, distinct) is { } root ? new PointEstimate(root, Variance(sizes, distinct, root)) : null;

    /// <summary>N̂ alone.</summary>
    /// <param name="sizes">k_i.</param>
    /// <param name="distinct">D, of the occasions that are not left out.</param>
    /// <param name="without">Index of an occasion to leave out; −1 for none.</param>
    /// <param name="near">Where to look first, if something near is known; it changes the time, not the root.</param>
    /// <returns>Null if there is no finite root.</returns>
    public static double? Root(ReadOnlySpan<double> sizes, double distinct, int without = -1, double? near = null)
    {
        var (sum, squares, largest) = (0.0, 0.0, 0.0);
        for (var i = 0; i < sizes.Length; i++)
        {
            if (i == without) continue;
            sum += sizes[i];
            squares += sizes[i] * sizes[i];
            largest = Math.Max(largest, sizes[i]);
        }

        // Of corrected counts, which need not be whole, rounding may leave a recapture that never was.
        if (distinct <= 0 || sum - distinct <= Tolerance * sum) return null;
        if (largest >= distinct) return distinct;

        // E(D) = N − N·Π(1 − k_i/N) rises and bends down in N: Newton's steps land below the root and climb to it. It is
        // at least n − Σ_{i<j} k_i k_j / N (Bonferroni), which gives an end above the root. Bisecting is for rounding alone.
        var (low, high) = (distinct, ((sum * sum) - squares) / 2 / (sum - distinct));
        var at = near is { } guess && guess > low && guess < high ? guess : high;
        for (var step = 0; step < MaxSteps; step++)
        {
            var (missed, slope) = (1.0, 0.0);
            for (var i = 0; i < sizes.Length; i++)
            {
                if (i == without) continue;
                missed *= 1 - (sizes[i] / at);
                slope += sizes[i] / (at - sizes[i]);
            }

            var surplus = (at * (1 - missed)) - distinct;
            if (surplus > 0) high = at;
            else low = at;
            var next = at - (surplus / (1 - (missed * (1 + slope))));
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (Math.Abs(next - at) <= Tolerance * at) return next;
            at = next;
        }

        return at;
    }

    /// <summary>The asymptotic variance at a root; null if it is not a positive number there.</summary>
    public static double? Variance(ReadOnlySpan<double> sizes, double distinct, double root)
    {
        if (root <= distinct) return 0;
        var information = (1 / (root - distinct)) + ((sizes.Length - 1) / root);
        foreach (var size in sizes) information -= 1 / (root - size);
        return information > 0 && double.IsFinite(information) ? 1 / information : null;
    }

    /// <summary>k_i as numbers to compute with.</summary>
    internal static double[] Sizes(OccasionSummary occasions)
    {
        var sizes = new double[occasions.Sizes.Count];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = occasions.Sizes[i];
        return sizes;
    }
}
