namespace Crawler.Statistics.Survival;

/// <summary>A survival curve: a step function that starts at 1 and falls where something ended.</summary>
/// <param name="Points">Its steps, ascending.</param>
/// <param name="Ended">How many ended.</param>
/// <param name="Censored">How many were still going when last looked at.</param>
public sealed record SurvivalCurve(IReadOnlyList<SurvivalPoint> Points, long Ended, long Censored)
{
    /// <summary>The step that holds at a duration; null before the first, where S = 1.</summary>
    public SurvivalPoint? At(long seconds)
    {
        var (low, high) = (0, Points.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Points[middle].Seconds <= seconds) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? null : Points[low - 1];
    }

    /// <summary>The shortest duration that at most a share of 1 − p outlasts; null if the curve never falls so far.</summary>
    /// <param name="p">0–1; 0.5 is the median.</param>
    public long? Quantile(double p)
    {
        foreach (var point in Points)
            if (point.Survival <= 1 - p + 1e-12) return point.Seconds;
        return null;
    }
}
