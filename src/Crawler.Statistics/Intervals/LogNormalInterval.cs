using Crawler.Statistics.Estimators;

namespace Crawler.Statistics.Intervals;

/// <summary>
/// An interval that does not reach below what was counted (Burnham et al. 1987; Chao 1987): what was missed, T₀ = N̂ − D, is taken
/// as log-normal. D + T₀/K … D + T₀·K, K = exp(z √ln(1 + Var/T₀²)).
/// </summary>
public static class LogNormalInterval
{
    /// <summary>About a count. An estimate that missed nobody has no width; one without a variance has no upper bound.</summary>
    /// <param name="estimate">N̂ and its variance.</param>
    /// <param name="counted">D: peers that are certain, at most N̂; 0 if none are.</param>
    public static Interval About(PointEstimate estimate, double counted)
    {
        var missed = estimate.Value - counted;
        if (missed <= 0) return new Interval(counted, counted);
        if (estimate.Variance is not { } variance) return new Interval(counted, null);
        var factor = Math.Exp(Quantiles.Normal * Math.Sqrt(Math.Log(1 + (variance / (missed * missed)))));
        var high = counted + (missed * factor);
        return new Interval(counted + (missed / factor), double.IsFinite(high) ? high : null);
    }
}
