using System.Net.Sockets;
using Crawler.Storage.Model;

namespace Crawler.Storage.Log;

/// <summary>Turns the schedules of a batch into rows of <c>schedule</c> and back.</summary>
internal static class ScheduleRows
{
    /// <summary>
    /// One row a key, from its latest attempt, in key order: writers that touch the same rows then lock them in the
    /// same order. An unspecified schedule beside one with a family is left out, as the store would remove it.
    /// </summary>
    public static ScheduleRow[] Of(LogBatch batch, BatchIds ids)
    {
        var latest = new SortedDictionary<SessionKey, LogEntry>();
        foreach (var entry in batch.Entries)
        {
            if (entry.Schedule is null) continue;
            var key = ids.KeyOf(entry.Attempt, entry.Schedule.Family);
            if (!latest.TryGetValue(key, out var known) || entry.Attempt.At >= known.Attempt.At) latest[key] = entry;
        }

        var pinned = latest.Keys.Where(IsPinned).Select(Pair).ToHashSet();
        return
        [
            .. latest.Where(entry => IsPinned(entry.Key) || !pinned.Contains(Pair(entry.Key)))
                .Select(entry => Of(entry.Key, entry.Value.Schedule!, entry.Value.Attempt.At)),
        ];
    }

    /// <summary>The schedule in a row.</summary>
    public static TrackerSchedule ToSchedule(ScheduleRow row) => new()
    {
        Family = row.Family,
        TrackerId = row.IssuedId is { } id ? new(id) : null,
        Interval = Microseconds.ToTime(row.IntervalUs),
        NotBefore = row.NotBefore,
        DueAt = row.DueAt,
        StartedAcknowledged = row.StartedAcknowledged,
        Failures = row.Failures,
        State = row.State,
        AsOf = row.AsOf,
    };

    private static ScheduleRow Of(SessionKey key, TrackerSchedule schedule, DateTimeOffset asOf) => new()
    {
        TorrentId = key.TorrentId,
        TrackerId = key.TrackerId,
        Family = key.Family,
        State = schedule.State,
        Failures = schedule.Failures,
        StartedAcknowledged = schedule.StartedAcknowledged,
        IntervalUs = Microseconds.Of(schedule.Interval),
        NotBefore = schedule.NotBefore.ToUniversalTime(),
        DueAt = schedule.DueAt.ToUniversalTime(),
        AsOf = asOf.ToUniversalTime(),
        IssuedId = schedule.TrackerId?.Bytes.ToArray(),
    };

    private static bool IsPinned(SessionKey key) => key.Family != AddressFamily.Unspecified;

    private static (int TorrentId, int TrackerId) Pair(SessionKey key) => (key.TorrentId, key.TrackerId);
}
