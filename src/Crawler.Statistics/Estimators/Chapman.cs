namespace Crawler.Statistics.Estimators;

/// <summary>
/// Two occasions without Lincoln–Petersen's bias: N̂ = (M+1)(n+1)/(m+1) − 1 (Chapman 1951), exactly unbiased where M + n ≥ N.
/// Finite even if nobody was seen twice, and then nearly meaningless.
/// </summary>
public static class Chapman
{
    /// <summary>N̂ and Var = (M+1)(n+1)(M−m)(n−m) / [(m+1)²(m+2)] (Seber 1970).</summary>
    /// <param name="first">M: peers of the first occasion.</param>
    /// <param name="second">n: peers of the second.</param>
    /// <param name="both">m: peers of both.</param>
    public static PointEstimate Estimate(long first, long second, long both)
    {
        var (marked, caught, again) = (first + 1.0, second + 1.0, both + 1.0);
        return new PointEstimate(
            (marked * caught / again) - 1,
            marked * caught * (first - both) * (second - both) / (again * again * (again + 1)));
    }
}
