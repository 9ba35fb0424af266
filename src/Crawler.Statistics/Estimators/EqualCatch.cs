using Crawler.Statistics.Occasions;

namespace Crawler.Statistics.Estimators;

/// <summary>
/// Model M₀: as <see cref="Darroch"/>, but every occasion is taken to see as many as any other (Otis et al. 1978). N̂ is the root of
/// (1 − p)^T = 1 − D/N with p = n/(TN), and Var = N / [(1−p)^−T − T/(1−p) + T − 1]. Replies of a tracker are of one size more
/// often than not, so it comes out close; where it does not, the occasions were unlike each other.
/// </summary>
public static class EqualCatch
{
    /// <summary>N̂ of a series; null if no peer was seen twice.</summary>
    public static PointEstimate? Estimate(OccasionSummary occasions) => Estimate(occasions.Occasions, occasions.Sightings, occasions.Distinct);

    /// <summary>N̂ from T, n and D; null if no peer was seen twice (D = n).</summary>
    public static PointEstimate? Estimate(int occasions, long sightings, long distinct)
    {
        if (occasions == 0) return null;
        var sizes = new double[occasions];
        Array.Fill(sizes, sightings / (double)occasions);
        if (Darroch.Root(sizes, distinct) is not { } root) return null;
        var missed = 1 - (sightings / (occasions * root));
        var information = Math.Pow(missed, -occasions) - (occasions / missed) + occasions - 1;
        return new PointEstimate(root, root <= distinct ? 0 : information > 0 && double.IsFinite(information) ? root / information : null);
    }
}
