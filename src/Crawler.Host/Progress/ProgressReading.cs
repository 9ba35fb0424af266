using Crawler.Protocol.Attempts;

namespace Crawler.Host.Progress;

/// <summary>The counters of a crawl at one time, from which <see cref="ProgressSampler"/> makes rates.</summary>
internal sealed record ProgressReading
{
    public required DateTimeOffset At { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>Null until interrupted.</summary>
    public TimeSpan? Left { get; init; }

    public bool Paused { get; init; }

    public long Torrents { get; init; }

    /// <summary>Torrents there are to crawl, begun or not.</summary>
    public long TorrentsInAll { get; init; }

    public long Sessions { get; init; }

    public long SessionsCalled { get; init; }

    /// <summary>Null without a goal.</summary>
    public long? Measured { get; init; }

    public long Due { get; init; }

    public long InFlight { get; init; }

    /// <summary>Calls that came back, by what came of them; those that did not occur left out.</summary>
    public IReadOnlyDictionary<AttemptOutcome, long> Outcomes { get; init; } = new Dictionary<AttemptOutcome, long>();

    public long Peers { get; init; }

    /// <summary>Of the calls since the last reading; null if there was none.</summary>
    public TimeSpan? LateP50 { get; init; }

    /// <summary>Of the calls since the last reading; null if there was none.</summary>
    public TimeSpan? LateP99 { get; init; }

    public long Stored { get; init; }

    public long Unstored { get; init; }

    public long SpoolBatches { get; init; }

    public long SpoolBytes { get; init; }

    public long? AggregateLagBatches { get; init; }

    public long MemoryBytes { get; init; }

    public string? Trouble { get; init; }

    /// <summary>Calls that came back.</summary>
    public long Calls => Outcomes.Values.Sum();
}
