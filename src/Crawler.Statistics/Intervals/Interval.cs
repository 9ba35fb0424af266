namespace Crawler.Statistics.Intervals;

/// <summary>Between which numbers of peers the truth is, at 95 %.</summary>
/// <param name="Low">Lower end, peers.</param>
/// <param name="High">Upper end; null for "no upper bound".</param>
public readonly record struct Interval(double Low, double? High)
{
    /// <summary>Whether a number lies within, ends included.</summary>
    public bool Contains(double value) => value >= Low && !(value > High);
}
