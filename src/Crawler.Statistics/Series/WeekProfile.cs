namespace Crawler.Statistics.Series;

/// <summary>Means by hour of the week: 168 cells, Monday 0:00 first.</summary>
/// <param name="offset">Added to UTC: the clock of the place the profile is for.</param>
public sealed class WeekProfile(TimeSpan offset)
{
    /// <summary>Cells.</summary>
    public const int Hours = 168;

    private readonly double[] _sums = new double[Hours];
    private readonly long[] _counts = new long[Hours];

    /// <summary>The cell of an instant, 0–167.</summary>
    public int CellOf(DateTimeOffset at)
    {
        var local = at.ToOffset(TimeSpan.Zero).DateTime + offset;
        return ((int)local.DayOfWeek + 6) % 7 * 24 + local.Hour;
    }

    /// <summary>Adds a value to the cell of its instant.</summary>
    /// <param name="at">When.</param>
    /// <param name="value">What.</param>
    /// <param name="looks">Looks it comes of; 0 where the look is added by itself, with value 0.</param>
    public void Add(DateTimeOffset at, double value, int looks = 1)
    {
        var cell = CellOf(at);
        _sums[cell] += value;
        _counts[cell] += looks;
    }

    /// <summary>Mean of a cell; null if nothing was added there.</summary>
    public double? Mean(int cell) => _counts[cell] > 0 ? _sums[cell] / _counts[cell] : null;

    /// <summary>Looks added to a cell.</summary>
    public long Count(int cell) => _counts[cell];
}
