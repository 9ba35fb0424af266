namespace Crawler.Benchmarks.Politeness;

/// <summary>Holds times to "at most burst + rate · t in any window of t seconds".</summary>
internal static class SlidingWindow
{
    /// <summary>
    /// By how many the worst window of all, of whatever length, exceeds the bound; negative: so much was to spare. With
    /// f(k) = k − rate · t(k), a window from i to j holds f(j) − f(i) + 1 beyond its rate, so one pass sees them all.
    /// </summary>
    public static double Excess(IEnumerable<DateTimeOffset> times, double perSecond, int burst)
    {
        var (worst, lowest, number) = (0.0, double.MaxValue, 0);
        DateTimeOffset? first = null;
        foreach (var time in times.Order())
        {
            first ??= time;
            var f = number++ - (perSecond * (time - first.Value).TotalSeconds);
            lowest = Math.Min(lowest, f);
            worst = Math.Max(worst, f - lowest + 1);
        }

        return worst - burst;
    }
}
