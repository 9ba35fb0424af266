namespace Crawler.Statistics.Estimators;

/// <summary>
/// Two occasions: of n peers on the second, m were among the M of the first, so N̂ = Mn/m (Petersen 1896, Lincoln 1930).
/// Biased upwards where m is small; <see cref="Chapman"/> is not. Never to be used across trackers, which do not see independently.
/// </summary>
public static class LincolnPetersen
{
    /// <summary>N̂ and Var = M²n(n−m)/m³ (Seber 1982); null if nobody was seen twice.</summary>
    /// <param name="first">M: peers of the first occasion.</param>
    /// <param name="second">n: peers of the second.</param>
    /// <param name="both">m: peers of both.</param>
    public static PointEstimate? Estimate(long first, long second, long both)
    {
        if (both <= 0) return null;
        var (marked, caught, again) = ((double)first, (double)second, (double)both);
        return new PointEstimate(marked * caught / again, marked * marked * caught * (caught - again) / (again * again * again));
    }
}
