namespace Crawler.Statistics.Estimators;

/// <summary>
/// Lincoln–Petersen summed over occasions, each against all that was seen before: N̂ = Σ nM / Σ m (Schnabel 1938). Σ m is
/// nearly Poisson, which gives the variance of 1/N̂ as Σ m / (Σ nM)², and that of N̂ as N̂² / Σ m. Darroch uses the same
/// sightings better; this one can be checked by hand.
/// </summary>
public static class Schnabel
{
    /// <summary>N̂; null if nobody was seen twice.</summary>
    public static PointEstimate? Estimate(IReadOnlyList<MarkedCatch> catches) => Of(catches, 0);

    /// <summary>With Σ m + 1 in place of Σ m (Chapman 1952), which takes out most of the bias of few recaptures; null without a catch.</summary>
    public static PointEstimate? Modified(IReadOnlyList<MarkedCatch> catches) => Of(catches, 1);

    private static PointEstimate? Of(IReadOnlyList<MarkedCatch> catches, int more)
    {
        var products = catches.Sum(one => (double)one.Caught * one.Marked);
        var recaptures = catches.Sum(one => one.Recaptured) + more;
        if (products == 0 || recaptures == 0) return null;
        var size = products / recaptures;
        return new PointEstimate(size, size * size / recaptures);
    }
}
