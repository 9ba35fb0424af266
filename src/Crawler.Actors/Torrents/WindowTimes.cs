using Crawler.Statistics.Occasions;

namespace Crawler.Actors.Torrents;

/// <summary>When the windows were, pooled as <see cref="SwarmSightings"/> pools them, so that an old occasion can be given its time.</summary>
internal sealed class WindowTimes
{
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _occasions = [];
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

        if (_windows++ % _windowsPerOccasion == 0) _occasions.Add((from, to));
        else _occasions[^1] = (_occasions[^1].From, to);
    }

    /// <summary>When an occasion was, from its first announce to its last.</summary>
    public (DateTimeOffset From, DateTimeOffset To) this[int occasion] => _occasions[occasion];
}
