namespace Crawler.Benchmarks.EndToEnd;

/// <summary>Quantiles of sorted numbers.</summary>
internal static class Quantile
{
    /// <summary>The number a share of them does not exceed; null if there are none.</summary>
    public static double? Of(double[] sorted, double share) =>
        sorted.Length == 0 ? null : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
