using Crawler.Statistics.Occasions;

namespace Crawler.Actors.Torrents;

/// <summary>When the windows were, pooled as <see cref="SwarmSightings"/> pools them, so that an old occasion can be given its time.</summary>
internal sealed class WindowTimes
{
    private readonly List<(long From, long To)> _occasions = []; // ticks: a crawl holds 64 of them for each swarm
    private int _windows;
    private int _windowsPerOccasion = 1;

    /// <summary>One more window.</summary>
    public void Add(DateTimeOffset from, DateTimeOffset to)
    {
        if (_windows == SwarmSightings.MostOccasions * _windowsPerOccasion)
        {
            for (var i = 0; i < SwarmSightings.MostOccasions / 2; i++) _occasions[i] = (_occasions[2 * i].From, _occasions[(2 * i) + 1].To);
            _occasions.RemoveRange(SwarmSightings.MostOccasions / 2, SwarmSightings.MostOccasions / 2);
            _windowsPerOccasion *= 2;
        }

        if (_windows++ % _windowsPerOccasion == 0) _occasions.Add((from.UtcTicks, to.UtcTicks));
        else _occasions[^1] = (_occasions[^1].From, to.UtcTicks);
    }

    /// <summary>When an occasion was, from its first announce to its last.</summary>
    public (DateTimeOffset From, DateTimeOffset To) this[int occasion] =>
        (new DateTimeOffset(_occasions[occasion].From, TimeSpan.Zero), new DateTimeOffset(_occasions[occasion].To, TimeSpan.Zero));
}
