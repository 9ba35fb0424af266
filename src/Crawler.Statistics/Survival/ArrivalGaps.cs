using Crawler.Statistics.Series;

namespace Crawler.Statistics.Survival;

/// <summary>
/// Times between arrivals in a swarm, seen only at replies: n that arrive between two replies are taken to have come
/// evenly spread over that time. A time without arrivals adds to the next gap.
/// </summary>
public sealed class ArrivalGaps
{
    private TimeSpan _waited;

    /// <summary>The gaps, milliseconds.</summary>
    public Histogram Milliseconds { get; } = new();

    /// <summary>Arrivals.</summary>
    public long Arrivals { get; private set; }

    /// <summary>Time watched.</summary>
    public TimeSpan Watched { get; private set; }

    /// <summary>Mean rate while watched, arrivals an hour; null if nothing was watched.</summary>
    public double? PerHour => Watched > TimeSpan.Zero ? Arrivals / Watched.TotalHours : null;

    /// <summary>So many arrived since the reply before.</summary>
    public void Add(TimeSpan since, int arrived)
    {
        Watched += since;
        _waited += since;
        if (arrived == 0) return;
        Arrivals += arrived;
        Milliseconds.Add((long)(_waited.TotalMilliseconds / arrived), arrived);
        _waited = TimeSpan.Zero;
    }

    /// <summary>Another swarm follows: what was waited for in this one came to nothing.</summary>
    public void Restart() => _waited = TimeSpan.Zero;
}
