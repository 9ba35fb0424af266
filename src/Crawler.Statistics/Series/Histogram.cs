namespace Crawler.Statistics.Series;

/// <summary>How often each whole number occurred. Memory follows the different numbers, not their count.</summary>
public sealed class Histogram
{
    private readonly SortedDictionary<long, long> _counts = [];

    /// <summary>How many numbers.</summary>
    public long Count { get; private set; }

    /// <summary>Their sum.</summary>
    public double Sum { get; private set; }

    /// <summary>Mean; null if there are none.</summary>
    public double? Mean => Count > 0 ? Sum / Count : null;

    /// <summary>Largest; null if there are none.</summary>
    public long? Max => Count > 0 ? _counts.Keys.Last() : null;

    /// <summary>Each number that occurred and how often, ascending.</summary>
    public IEnumerable<KeyValuePair<long, long>> Counts => _counts;

    /// <summary>Adds a number so many times.</summary>
    public void Add(long value, long times = 1)
    {
        _counts[value] = _counts.GetValueOrDefault(value) + times;
        Count += times;
        Sum += (double)value * times;
    }

    /// <summary>Smallest number with at least a share of <paramref name="p"/> at or below it (nearest rank); null if there are none.</summary>
    public long? Quantile(double p)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(p * Count - 1e-9));
        foreach (var (value, times) in _counts)
        {
            rank -= times;
            if (rank <= 0) return value;
        }

        return null;
    }

    /// <summary>Share of the sum that the largest numbers make up: of the first ⌈<paramref name="top"/> × Count⌉.</summary>
    /// <param name="top">0–1.</param>
    /// <returns>0–1; null if the sum is 0.</returns>
    public double? TopShare(double top)
    {
        if (Sum == 0) return null;
        var left = (long)Math.Ceiling(top * Count - 1e-9);
        var sum = 0.0;
        foreach (var (value, times) in _counts.Reverse())
        {
            var taken = Math.Min(left, times);
            sum += (double)value * taken;
            left -= taken;
            if (left == 0) break;
        }

        return sum / Sum;
    }
}
