using Crawler.Protocol;

namespace Crawler.Storage.Log;

/// <summary>
/// What must survive a restart of a session with a tracker, lest we announce too early or as a stranger.
/// </summary>
public sealed record TrackerSchedule
{
    /// <summary>Tier in the announce list (BEP 12), from 0.</summary>
    public required int Tier { get; init; }

    /// <summary>Place in the tier, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>The id the tracker issued to us; null if none.</summary>
    public TrackerId? TrackerId { get; init; }

    /// <summary>Interval in use; null before the tracker named one. Kept to the microsecond.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>The tracker's floor: no announce before this. Kept to the microsecond.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>When we would like to announce next; not earlier than <see cref="NotBefore"/>. Kept to the microsecond.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Whether the tracker has answered our <c>started</c>.</summary>
    public bool StartedAcknowledged { get; init; }

    /// <summary>Failures since the last success.</summary>
    public int Failures { get; init; }

    /// <summary>Whether to announce at all.</summary>
    public ScheduleState State { get; init; }
}
