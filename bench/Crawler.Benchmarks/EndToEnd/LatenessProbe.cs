using Crawler.Actors.Observations;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Net;

namespace Crawler.Benchmarks.EndToEnd;

/// <summary>
/// How late calls leave, measured from outside on one swarm in thirty-two: from when the session of the call before said it
/// was due until the record says it began. Thread-safe; what it keeps is a few numbers a call of these.
/// </summary>
internal sealed class LatenessProbe
{
    private const int OneIn = 32;

    private readonly Lock _lock = new();
    private readonly Dictionary<(InfoHash, TrackerUrl), DateTimeOffset> _due = [];
    private List<double> _late = [];

    /// <summary>A call came back.</summary>
    public void OnAttempt(Observation observation)
    {
        var (attempt, session) = observation;
        if (attempt.Event == AnnounceEvent.Stopped || (attempt.InfoHash.GetHashCode() & int.MaxValue) % OneIn != 0) return;
        lock (_lock)
        {
            var key = (attempt.InfoHash, attempt.Tracker);
            if (_due.TryGetValue(key, out var due)) _late.Add((attempt.At - due).TotalMilliseconds);
            _due[key] = session.DueAt;
        }
    }

    /// <summary>Milliseconds of lateness since the last time, sorted.</summary>
    public double[] Take()
    {
        List<double> taken;
        lock (_lock) (taken, _late) = (_late, []);
        taken.Sort();
        return [.. taken];
    }
}
