namespace Crawler.Statistics.Estimators;

/// <summary>An estimate of a number of peers, by a formula that also says how far it may be off.</summary>
/// <param name="Value">N̂, peers.</param>
/// <param name="Variance">Its variance, peers²; null where the formula gives none at this point.</param>
public readonly record struct PointEstimate(double Value, double? Variance)
{
    /// <summary>Square root of the variance, peers.</summary>
    public double? StandardError => Variance is { } variance ? Math.Sqrt(variance) : null;
}
