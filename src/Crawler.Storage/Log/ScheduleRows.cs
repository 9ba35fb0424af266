using Crawler.Storage.Model;

namespace Crawler.Storage.Log;

/// <summary>Turns the schedules of a batch into rows of <c>torrent_tracker</c> and back.</summary>
internal static class ScheduleRows
{
    /// <summary>
    /// One row a pair, from its latest attempt, in key order: writers that touch the same rows then lock them in the
    /// same order.
    /// </summary>
    public static TorrentTrackerRow[] Of(LogBatch batch, BatchIds ids)
    {
        var latest = new SortedDictionary<(int TorrentId, int TrackerId), LogEntry>();
        foreach (var entry in batch.Entries)
        {
            if (entry.Schedule is null) continue;
            var pair = ids.PairOf(entry.Attempt);
            if (!latest.TryGetValue(pair, out var known) || entry.Attempt.At >= known.Attempt.At) latest[pair] = entry;
        }

        return [.. latest.Select(pair => Of(pair.Key, pair.Value.Schedule!, pair.Value.Attempt.At))];
    }

    /// <summary>The schedule in a row; null if the tracker was never announced.</summary>
    public static TrackerSchedule? ToSchedule(TorrentTrackerRow row) =>
        row is { NotBefore: { } notBefore, DueAt: { } dueAt }
            ? new TrackerSchedule
            {
                Tier = row.Tier,
                Position = row.Position,
                TrackerId = row.IssuedId is { } id ? new(id) : null,
                Interval = Microseconds.ToTime(row.IntervalUs),
                NotBefore = notBefore,
                DueAt = dueAt,
                StartedAcknowledged = row.StartedAcknowledged,
                Failures = row.Failures,
                State = row.State,
            }
            : null;

    private static TorrentTrackerRow Of((int TorrentId, int TrackerId) pair, TrackerSchedule schedule, DateTimeOffset asOf) => new()
    {
        TorrentId = pair.TorrentId,
        TrackerId = pair.TrackerId,
        Tier = schedule.Tier,
        Position = schedule.Position,
        State = schedule.State,
        Failures = schedule.Failures,
        StartedAcknowledged = schedule.StartedAcknowledged,
        IntervalUs = Microseconds.Of(schedule.Interval),
        NotBefore = schedule.NotBefore.ToUniversalTime(),
        DueAt = schedule.DueAt.ToUniversalTime(),
        AsOf = asOf.ToUniversalTime(),
        IssuedId = schedule.TrackerId?.Bytes.ToArray(),
    };
}
