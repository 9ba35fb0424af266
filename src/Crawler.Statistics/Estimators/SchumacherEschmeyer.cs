namespace Crawler.Statistics.Estimators;

/// <summary>
/// The share of marked peers m/n, regressed on their number M through the origin, has slope 1/N: N̂ = Σ nM² / Σ mM
/// (Schumacher &amp; Eschmeyer 1943). Its residuals tell how even the sampling was, so its variance is less trusting than Schnabel's.
/// </summary>
public static class SchumacherEschmeyer
{
    /// <summary>
    /// N̂, and from Var(1/N̂) = [Σ m²/n − (Σ mM)²/Σ nM²] / [(s − 2) Σ nM²] over s occasions its variance, null below three; null if nobody was seen twice.
    /// </summary>
    public static PointEstimate? Estimate(IReadOnlyList<MarkedCatch> catches)
    {
        var (squares, cross, residual) = (0.0, 0.0, 0.0);
        foreach (var (caught, recaptured, marked) in catches)
        {
            if (caught == 0) continue;
            squares += (double)caught * marked * marked;
            cross += (double)recaptured * marked;
            residual += (double)recaptured * recaptured / caught;
        }

        if (cross == 0) return null;
        var size = squares / cross;
        var reciprocal = (residual - (cross * cross / squares)) / ((catches.Count - 2) * squares);
        return new PointEstimate(size, catches.Count > 2 ? Math.Max(0, reciprocal) * Math.Pow(size, 4) : null);
    }
}
