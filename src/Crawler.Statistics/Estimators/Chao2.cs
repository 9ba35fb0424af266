using Crawler.Statistics.Occasions;

namespace Crawler.Statistics.Estimators;

/// <summary>
/// Chao's lower bound from occasions (Chao 1987): peers seen on one, Q₁, and on two, Q₂, with A = (T−1)/T. It holds where peers differ
/// in how readily they are named, and is "at least" wherever it is shown.
/// </summary>
public static class Chao2
{
    /// <summary>D + A·Q₁²/(2Q₂), Var = Q₂ (A r²/2 + A² r³ + A² r⁴/4), r = Q₁/Q₂; the bias-corrected form where Q₂ = 0.</summary>
    /// <param name="distinct">D.</param>
    /// <param name="once">Q₁.</param>
    /// <param name="twice">Q₂.</param>
    /// <param name="occasions">T; at least 1.</param>
    public static PointEstimate Estimate(long distinct, long once, long twice, int occasions) =>
        ChaoBound.Estimate(distinct, once, twice, (occasions - 1.0) / occasions);

    /// <summary>D + A·Q₁(Q₁−1)/(2(Q₂+1)).</summary>
    /// <param name="distinct">D.</param>
    /// <param name="once">Q₁.</param>
    /// <param name="twice">Q₂.</param>
    /// <param name="occasions">T; at least 1.</param>
    public static PointEstimate BiasCorrected(long distinct, long once, long twice, int occasions) =>
        ChaoBound.BiasCorrected(distinct, once, twice, (occasions - 1.0) / occasions);

    /// <summary>Of a series; null without occasions.</summary>
    public static PointEstimate? Estimate(OccasionSummary occasions) => occasions.Occasions == 0
        ? null
        : Estimate(occasions.Distinct, Coverage.Frequency(occasions, 1), Coverage.Frequency(occasions, 2), occasions.Occasions);
}
