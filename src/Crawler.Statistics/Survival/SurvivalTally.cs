namespace Crawler.Statistics.Survival;

/// <summary>
/// Durations to make a survival curve of, whole seconds, each either ended or still going when last looked at
/// (right-censored). Kept by value, so that memory follows the number of different durations, not of subjects.
/// </summary>
public sealed class SurvivalTally
{
    private readonly SortedDictionary<long, (long Ended, long Censored)> _byDuration = [];

    /// <summary>Durations that ended.</summary>
    public long Ended { get; private set; }

    /// <summary>Durations cut off by the end of watching: each lasted at least so long.</summary>
    public long Censored { get; private set; }

    /// <summary>All.</summary>
    public long Count => Ended + Censored;

    /// <summary>Sum of all durations, seconds: the exposure.</summary>
    public double Exposure { get; private set; }

    /// <summary>Adds one.</summary>
    /// <param name="seconds">0 or more.</param>
    /// <param name="ended">False if it was still going.</param>
    public void Add(long seconds, bool ended)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        var (ends, censored) = _byDuration.GetValueOrDefault(seconds);
        _byDuration[seconds] = ended ? (ends + 1, censored) : (ends, censored + 1);
        if (ended) Ended++;
        else Censored++;
        Exposure += seconds;
    }

    /// <summary>Ascending, one entry for each duration that occurred.</summary>
    internal IEnumerable<(long Seconds, long Ended, long Censored)> Ascending() =>
        _byDuration.Select(entry => (entry.Key, entry.Value.Ended, entry.Value.Censored));
}
