using Crawler.Storage.Model;
using Microsoft.Data.Sqlite;

namespace Crawler.Storage.Sqlite;

/// <summary>Writes the persisted schedule.</summary>
internal static class SqliteSchedules
{
    /// <summary>Inserts or overwrites rows; a row that follows from a later attempt stays.</summary>
    public static void Upsert(SqliteConnection connection, TorrentTrackerRow[] rows)
    {
        using var upsert = new SqliteStatement(connection,
            """
            INSERT INTO torrent_tracker (
                torrent_id, tracker_id, tier, position, state, failures, started_acknowledged, interval_us, not_before, due_at, as_of, issued_id)
            VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (torrent_id, tracker_id) DO UPDATE SET
                tier = excluded.tier, position = excluded.position, state = excluded.state, failures = excluded.failures,
                started_acknowledged = excluded.started_acknowledged, interval_us = excluded.interval_us,
                not_before = excluded.not_before, due_at = excluded.due_at, as_of = excluded.as_of, issued_id = excluded.issued_id
            WHERE torrent_tracker.as_of IS NULL OR excluded.as_of >= torrent_tracker.as_of
            """);
        foreach (var row in rows)
        {
            upsert.Execute(
                row.TorrentId,
                row.TrackerId,
                row.Tier,
                row.Position,
                (long)row.State,
                row.Failures,
                row.StartedAcknowledged,
                row.IntervalUs,
                Time(row.NotBefore),
                Time(row.DueAt),
                Time(row.AsOf),
                row.IssuedId);
        }
    }

    private static long? Time(DateTimeOffset? time) => time is { } present ? SqliteTime.ToMicroseconds(present) : null;
}
