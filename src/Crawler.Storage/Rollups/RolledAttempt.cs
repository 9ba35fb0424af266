using Crawler.Protocol.Attempts;
using Crawler.Storage.Log;

namespace Crawler.Storage.Rollups;

/// <summary>What rolling up reads of an attempt in the log.</summary>
internal readonly record struct RolledAttempt
{
    /// <summary>Where and over what it was made.</summary>
    public required SessionKey Session { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What came of it.</summary>
    public required AttemptOutcome Outcome { get; init; }

    /// <summary>Round trip, microseconds; null without an answer.</summary>
    public long? RoundTripUs { get; init; }

    /// <summary>Seeders as claimed; null if absent.</summary>
    public long? Complete { get; init; }

    /// <summary>Leechers as claimed; null if absent.</summary>
    public long? Incomplete { get; init; }

    /// <summary>Completed downloads as claimed; null if absent.</summary>
    public long? Downloaded { get; init; }

    /// <summary><c>interval</c>, seconds as sent; null if absent.</summary>
    public long? IntervalAsked { get; init; }

    /// <summary><c>min interval</c>, seconds as sent; null if absent.</summary>
    public long? MinIntervalAsked { get; init; }

    /// <summary>Peers in the reply; 0 without one.</summary>
    public int Peers { get; init; }
}
