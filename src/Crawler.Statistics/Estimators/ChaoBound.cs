namespace Crawler.Statistics.Estimators;

/// <summary>The algebra that Chao1 and Chao2 share: peers missed are at least A·f₁²/(2f₂), by the inequality of Cauchy and Schwarz.</summary>
internal static class ChaoBound
{
    /// <summary>D + A·f₁²/(2f₂), Var = f₂ (A r²/2 + A² r³ + A² r⁴/4) with r = f₁/f₂; bias-corrected where f₂ = 0.</summary>
    public static PointEstimate Estimate(long distinct, long once, long twice, double a)
    {
        if (twice == 0) return BiasCorrected(distinct, once, twice, a);
        var r = once / (double)twice;
        return new PointEstimate(
            distinct + (a * once * r / 2),
            twice * ((a * r * r / 2) + (a * a * r * r * r) + (a * a * r * r * r * r / 4)));
    }

    /// <summary>
    /// D + A·f₁(f₁−1)/(2(f₂+1)), Var = A f₁(f₁−1)/(2(f₂+1)) + A² f₁(2f₁−1)²/(4(f₂+1)²) + A² f₁² f₂ (f₁−1)²/(4(f₂+1)⁴); where
    /// f₂ = 0 the last term is − A² f₁⁴/(4N̂).
    /// </summary>
    public static PointEstimate BiasCorrected(long distinct, long once, long twice, double a)
    {
        var (f1, next) = ((double)once, twice + 1.0);
        var missed = a * f1 * (f1 - 1) / (2 * next);
        var last = twice > 0
            ? a * a * f1 * f1 * twice * (f1 - 1) * (f1 - 1) / (4 * next * next * next * next)
            : -(a * a * f1 * f1 * f1 * f1 / (4 * Math.Max(1, distinct + missed)));
        var variance = missed + (a * a * f1 * ((2 * f1) - 1) * ((2 * f1) - 1) / (4 * next * next)) + last;
        return new PointEstimate(distinct + missed, Math.Max(0, variance));
    }
}
