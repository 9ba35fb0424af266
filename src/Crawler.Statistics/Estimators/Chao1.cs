namespace Crawler.Statistics.Estimators;

/// <summary>
/// A lower bound for the number of kinds, from how many were counted once and twice (Chao 1984): wherever it is shown, it is
/// to be called "at least". It asks no evenness, which is what it pays for with being a bound: on data of known size it has
/// come out at half the truth. f₁ and f₂ are counts of individuals; for occasions see <see cref="Chao2"/>.
/// </summary>
public static class Chao1
{
    /// <summary>D + A·f₁²/(2f₂); the bias-corrected form where f₂ = 0.</summary>
    /// <param name="distinct">D.</param>
    /// <param name="once">f₁: counted once.</param>
    /// <param name="twice">f₂: counted twice.</param>
    /// <param name="sightings">n, for A = (n−1)/n; null for A = 1.</param>
    public static PointEstimate Estimate(long distinct, long once, long twice, long? sightings = null) =>
        ChaoBound.Estimate(distinct, once, twice, Factor(sightings));

    /// <summary>D + A·f₁(f₁−1)/(2(f₂+1)): finite without f₂, and less biased where there are few.</summary>
    /// <param name="distinct">D.</param>
    /// <param name="once">f₁: counted once.</param>
    /// <param name="twice">f₂: counted twice.</param>
    /// <param name="sightings">n, for A = (n−1)/n; null for A = 1.</param>
    public static PointEstimate BiasCorrected(long distinct, long once, long twice, long? sightings = null) =>
        ChaoBound.BiasCorrected(distinct, once, twice, Factor(sightings));

    private static double Factor(long? sightings) => sightings is > 0 and { } n ? (n - 1.0) / n : 1;
}
