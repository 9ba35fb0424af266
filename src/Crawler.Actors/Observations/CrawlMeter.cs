using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Observations;

/// <summary>The counters of a running crawl: numbers and nothing else, cheap enough for every call. Thread-safe.</summary>
/// <param name="instruments">Told of each call too, for what a count does not tell; null: nobody is.</param>
public sealed class CrawlMeter(CrawlInstruments? instruments = null)
{
    private readonly long[] _calls = new long[CallClasses.Count];
    private readonly LatenessHistogram _lateness = new();
    private long _waiting;
    private long _gone;
    private long _newPeers;
    private long _peers;
    private long _sessions;
    private long _torrents;
    private long _measured;

    /// <summary>Calls waiting at gates now.</summary>
    public long WaitingCalls => Interlocked.Read(ref _waiting);

    /// <summary>Calls that left and had a due time.</summary>
    public long CallsGone => Interlocked.Read(ref _gone);

    /// <summary>Calls that came back, goodbyes and calls that were refused by ourselves included.</summary>
    public long CallsBack => Sum(.., null);

    /// <summary>Peers seen for the first time.</summary>
    public long NewPeers => Interlocked.Read(ref _newPeers);

    /// <summary>Peers named by trackers, each time they were.</summary>
    public long Peers => Interlocked.Read(ref _peers);

    /// <summary>Sessions that are being called now.</summary>
    public long CallingSessions => Interlocked.Read(ref _sessions);

    /// <summary>Torrents being crawled now.</summary>
    public long RunningTorrents => Interlocked.Read(ref _torrents);

    /// <summary>Swarms measured as well as the plan asks.</summary>
    public long MeasuredSwarms => Interlocked.Read(ref _measured);

    /// <summary>Calls that came to this.</summary>
    public long Of(AttemptOutcome outcome) => Sum(CallClasses.Of(outcome), null);

    /// <summary>Calls that came back, of this kind.</summary>
    public long Of(AttemptKind kind) => Sum(.., kind);

    /// <summary>How late calls left since this was asked last.</summary>
    public LatenessWindow TakeLateness() => _lateness.Take();

    /// <summary>Calls came to wait, or wait no longer.</summary>
    public void Queued(int delta) => Interlocked.Add(ref _waiting, delta);

    /// <summary>A call that had a due time left, so late against it.</summary>
    public void Went(TimeSpan late)
    {
        Interlocked.Increment(ref _gone);
        _lateness.Add(late);
        instruments?.Went(late);
    }

    /// <summary>A call came back.</summary>
    public void Came(Attempt attempt)
    {
        Interlocked.Increment(ref _calls[CallClasses.Of(attempt.Kind, attempt.Outcome, attempt.Family)]);
        instruments?.Came(attempt);
    }

    /// <summary>An answer named peers.</summary>
    public void Seen(int newPeers, int peers)
    {
        Interlocked.Add(ref _newPeers, newPeers);
        Interlocked.Add(ref _peers, peers);
    }

    /// <summary>Sessions begin or cease to be called.</summary>
    public void Sessions(int delta) => Interlocked.Add(ref _sessions, delta);

    /// <summary>Torrents come or go.</summary>
    public void Torrents(int delta) => Interlocked.Add(ref _torrents, delta);

    /// <summary>A swarm was measured.</summary>
    public void Measured() => Interlocked.Increment(ref _measured);

    /// <summary>Calls of one of <see cref="CallClasses"/>.</summary>
    internal long OfClass(int index) => Interlocked.Read(ref _calls[index]);

    private long Sum(Range classes, AttemptKind? kind)
    {
        var sum = 0L;
        var (first, count) = classes.GetOffsetAndLength(_calls.Length);
        for (var i = first; i < first + count; i++)
        {
            if (kind is null || CallClasses.KindOf(i) == kind) sum += OfClass(i);
        }

        return sum;
    }
}
