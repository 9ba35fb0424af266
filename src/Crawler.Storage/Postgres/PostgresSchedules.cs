using System.Net.Sockets;
using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>Writes the persisted schedules in bulk.</summary>
internal static class PostgresSchedules
{
    /// <summary>
    /// Inserts or overwrites rows, distinct and in key order. A row that follows from a later attempt stays: batches
    /// of two nodes may come in any order when a torrent moves between them. A row with a family removes the
    /// unspecified one of its pair; an unspecified one that comes late, after a family is known, is dropped.
    /// </summary>
    public static async Task UpsertAsync(NpgsqlConnection connection, ScheduleRow[] rows, CancellationToken cancellation)
    {
        if (rows.Length == 0) return;
        var pinned = Array.FindAll(rows, row => row.Family != AddressFamily.Unspecified);
        if (pinned.Length > 0) await ForgetUnspecifiedAsync(connection, pinned, cancellation);
        await connection.ExecuteAsync(
            """
            INSERT INTO schedule AS known (
                torrent_id, tracker_id, family, state, failures, started_acknowledged, interval_us, not_before, due_at, as_of, issued_id)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) AS given (torrent_id, tracker_id, family)
            WHERE given.family <> 0 OR NOT EXISTS (
                SELECT FROM schedule AS pinned
                WHERE pinned.torrent_id = given.torrent_id AND pinned.tracker_id = given.tracker_id AND pinned.family <> 0)
            ON CONFLICT (torrent_id, tracker_id, family) DO UPDATE SET
                state = excluded.state, failures = excluded.failures, started_acknowledged = excluded.started_acknowledged,
                interval_us = excluded.interval_us, not_before = excluded.not_before, due_at = excluded.due_at,
                as_of = excluded.as_of, issued_id = excluded.issued_id
            WHERE excluded.as_of >= known.as_of
            """,
            [
                Column(rows, row => row.TorrentId),
                Column(rows, row => row.TrackerId),
                Column(rows, row => row.Family.ToNumber()),
                Column(rows, row => (short)row.State),
                Column(rows, row => row.Failures),
                Column(rows, row => row.StartedAcknowledged),
                Column(rows, row => row.IntervalUs),
                Column(rows, row => row.NotBefore),
                Column(rows, row => row.DueAt),
                Column(rows, row => row.AsOf),
                Column(rows, row => row.IssuedId),
            ],
            cancellation);
    }

    private static Task<int> ForgetUnspecifiedAsync(NpgsqlConnection connection, ScheduleRow[] pinned, CancellationToken cancellation) =>
        connection.ExecuteAsync(
            """
            DELETE FROM schedule AS known USING (SELECT DISTINCT * FROM unnest($1, $2)) AS pinned (torrent_id, tracker_id)
            WHERE known.torrent_id = pinned.torrent_id AND known.tracker_id = pinned.tracker_id AND known.family = 0
            """,
            [Column(pinned, row => row.TorrentId), Column(pinned, row => row.TrackerId)],
            cancellation);

    private static T[] Column<T>(ScheduleRow[] rows, Func<ScheduleRow, T> of) => Array.ConvertAll(rows, row => of(row));
}
