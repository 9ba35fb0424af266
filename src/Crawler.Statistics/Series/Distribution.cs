namespace Crawler.Statistics.Series;

/// <summary>Numbers sorted once, to be asked for quantiles, shares and ranks. 8 bytes a number.</summary>
public sealed class Distribution
{
    private readonly double[] _ascending;

    /// <summary>The distribution of some numbers.</summary>
    public Distribution(IEnumerable<double> values)
    {
        _ascending = [.. values];
        Array.Sort(_ascending);
    }

    /// <summary>How many.</summary>
    public int Count => _ascending.Length;

    /// <summary>Mean; null if there are none.</summary>
    public double? Mean => Count > 0 ? _ascending.Average() : null;

    /// <summary>Smallest number with at least a share of <paramref name="p"/> at or below it (nearest rank); null if there are none.</summary>
    public double? Quantile(double p) =>
        Count == 0 ? null : _ascending[Math.Clamp((int)Math.Ceiling(p * Count - 1e-9) - 1, 0, Count - 1)];

    /// <summary>CDF: share at or below a value, 0–1; null if there are none.</summary>
    public double? AtMost(double value) => Count == 0 ? null : (double)UpTo(value) / Count;

    /// <summary>CCDF: share at or above a value, 0–1; null if there are none.</summary>
    public double? AtLeast(double value) => Count == 0 ? null : 1 - (double)Below(value) / Count;

    /// <summary>The r-th largest, from 1; null beyond the last.</summary>
    public double? Rank(int r) => r >= 1 && r <= Count ? _ascending[Count - r] : null;

    /// <summary>1, 2, 5, 10, 20, 50, … up to and with the first at or beyond <paramref name="most"/>.</summary>
    public static IEnumerable<long> Ladder(double most)
    {
        for (long ten = 1; ; ten *= 10)
        {
            foreach (var step in new[] { ten, 2 * ten, 5 * ten })
            {
                yield return step;
                if (step >= most) yield break;
            }
        }
    }

    private int Below(double value) => Boundary(number => number < value);

    private int UpTo(double value) => Boundary(number => number <= value);

    private int Boundary(Func<double, bool> isLeft)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (isLeft(_ascending[middle])) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
