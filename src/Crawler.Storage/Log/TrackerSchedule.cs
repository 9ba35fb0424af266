using System.Net.Sockets;
using Crawler.Protocol;

namespace Crawler.Storage.Log;

/// <summary>
/// What must survive a restart of a session with a tracker over one address family, lest we announce too early or as a
/// stranger. Where the tracker stands in the announce list is registered with the target.
/// </summary>
public sealed record TrackerSchedule
{
    /// <summary>
    /// The address family the session measures over. Unspecified until the host was first reached; a schedule with a
    /// family takes the place of the unspecified one for good.
    /// </summary>
    public AddressFamily Family { get; init; } = AddressFamily.Unspecified;

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

    /// <summary>
    /// When the attempt began that this follows from, as the store read it; null in a batch, where the attempt says so.
    /// </summary>
    public DateTimeOffset? AsOf { get; init; }
}
