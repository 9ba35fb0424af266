namespace Crawler.Statistics.Series;

/// <summary>Arrivals that thin out: λ(t) = λ₀ e^(−t/τ), the shape that fits most swarms after their start.</summary>
/// <param name="Initial">λ₀, arrivals a unit of time at t = 0.</param>
/// <param name="InitialError">Its standard error.</param>
/// <param name="Tau">τ, units of time; negative where arrivals grow.</param>
/// <param name="TauError">Its standard error.</param>
/// <param name="Dispersion">Pearson's χ² over its degrees of freedom: 1 if arrivals are Poisson, more if they come in bursts. Errors are scaled by it.</param>
/// <param name="Bins">Counts it rests on.</param>
public sealed record ExponentialDecay(
    double Initial, double InitialError, double Tau, double TauError, double Dispersion, int Bins)
{
    private const int Least = 4;
    private const int MostRounds = 100;

    /// <summary>
    /// Fits counts in equal bins by maximum likelihood for Poisson counts (a log-linear model, solved by Newton's method;
    /// McCullagh and Nelder 1989, ch. 6 and 9 for the scaled errors). Unlike a straight line through logarithms it takes
    /// empty bins as they are and gives busy ones their weight.
    /// </summary>
    /// <param name="counts">Arrivals of each bin; bin i is taken at its middle, i + ½ units of time.</param>
    /// <returns>Null for fewer than 4 bins, nothing to fit, or no trend at all.</returns>
    public static ExponentialDecay? Fit(IReadOnlyList<long> counts)
    {
        if (counts.Count < Least || counts.Count(count => count > 0) < 2) return null;
        var (a, b) = (Math.Log(counts.Average()), 0.0);
        double s0 = 0, s1 = 0, s2 = 0;
        for (var round = 0; round < MostRounds; round++)
        {
            double g0 = 0, g1 = 0;
            (s0, s1, s2) = (0, 0, 0);
            for (var i = 0; i < counts.Count; i++)
            {
                var t = i + 0.5;
                var mean = Math.Exp(Math.Min(a + b * t, 700));
                g0 += counts[i] - mean;
                g1 += t * (counts[i] - mean);
                s0 += mean;
                s1 += t * mean;
                s2 += t * t * mean;
            }

            var determinant = s0 * s2 - s1 * s1;
            if (!(determinant > 1e-12 * s0 * s2)) return null;
            var (da, db) = ((s2 * g0 - s1 * g1) / determinant, (s0 * g1 - s1 * g0) / determinant);
            // Newton overshoots from a flat start on steep data; half a unit in the exponent at the far end is safe.
            var step = Math.Min(1, 2 / Math.Max(Math.Abs(da), Math.Abs(db) * counts.Count));
            (a, b) = (a + step * da, b + step * db);
            if (Math.Abs(da) + Math.Abs(db) * counts.Count < 1e-10) return Of(counts, a, b, s0, s1, s2);
        }

        return null;
    }

    private static ExponentialDecay? Of(IReadOnlyList<long> counts, double a, double b, double s0, double s1, double s2)
    {
        if (Math.Abs(b) < 1e-9) return null;
        var pearson = 0.0;
        for (var i = 0; i < counts.Count; i++)
        {
            var mean = Math.Exp(a + b * (i + 0.5));
            pearson += (counts[i] - mean) * (counts[i] - mean) / mean;
        }

        var dispersion = pearson / (counts.Count - 2);
        // Fewer surprises than Poisson has are luck, not precision.
        var scale = Math.Max(1, dispersion) / (s0 * s2 - s1 * s1);
        var (errorA, errorB) = (Math.Sqrt(s2 * scale), Math.Sqrt(s0 * scale));
        return new ExponentialDecay(Math.Exp(a), Math.Exp(a) * errorA, -1 / b, errorB / (b * b), dispersion, counts.Count);
    }
}
