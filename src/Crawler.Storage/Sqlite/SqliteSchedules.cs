using System.Net.Sockets;
using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Microsoft.Data.Sqlite;

namespace Crawler.Storage.Sqlite;

/// <summary>Writes the persisted schedules.</summary>
internal static class SqliteSchedules
{
    /// <summary>
    /// Inserts or overwrites rows; a row that follows from a later attempt stays. A row with a family removes the
    /// unspecified one of its pair; an unspecified one that comes late, after a family is known, is dropped.
    /// </summary>
    public static void Upsert(SqliteConnection connection, ScheduleRow[] rows)
    {
        using var forget = new SqliteStatement(connection, "DELETE FROM schedule WHERE torrent_id = $0 AND tracker_id = $1 AND family = 0");
        using var upsert = new SqliteStatement(connection,
            """
            INSERT INTO schedule (
                torrent_id, tracker_id, family, state, failures, started_acknowledged, interval_us, not_before, due_at, as_of, issued_id)
            SELECT $0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
            WHERE $2 <> 0 OR NOT EXISTS (
                SELECT 1 FROM schedule AS pinned WHERE pinned.torrent_id = $0 AND pinned.tracker_id = $1 AND pinned.family <> 0)
            ON CONFLICT (torrent_id, tracker_id, family) DO UPDATE SET
                state = excluded.state, failures = excluded.failures, started_acknowledged = excluded.started_acknowledged,
                interval_us = excluded.interval_us, not_before = excluded.not_before, due_at = excluded.due_at,
                as_of = excluded.as_of, issued_id = excluded.issued_id
            WHERE excluded.as_of >= schedule.as_of
            """);
        foreach (var row in rows)
        {
            if (row.Family != AddressFamily.Unspecified) forget.Execute(row.TorrentId, row.TrackerId);
            upsert.Execute(
                row.TorrentId,
                row.TrackerId,
                row.Family.ToNumber(),
                (long)row.State,
                row.Failures,
                row.StartedAcknowledged,
                row.IntervalUs,
                SqliteTime.ToMicroseconds(row.NotBefore),
                SqliteTime.ToMicroseconds(row.DueAt),
                SqliteTime.ToMicroseconds(row.AsOf),
                row.IssuedId);
        }
    }
}
