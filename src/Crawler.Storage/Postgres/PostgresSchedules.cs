using Crawler.Storage.Model;
using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>Writes the persisted schedule in bulk.</summary>
internal static class PostgresSchedules
{
    /// <summary>
    /// Inserts or overwrites rows, distinct and in key order. A row that follows from a later attempt stays: batches
    /// of two nodes may come in any order when a torrent moves between them.
    /// </summary>
    public static Task UpsertAsync(NpgsqlConnection connection, TorrentTrackerRow[] rows, CancellationToken cancellation) =>
        rows.Length == 0 ? Task.CompletedTask : connection.ExecuteAsync(
            """
            INSERT INTO torrent_tracker AS known (
                torrent_id, tracker_id, tier, position, state, failures, started_acknowledged, interval_us, not_before, due_at, as_of, issued_id)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (torrent_id, tracker_id) DO UPDATE SET
                tier = excluded.tier, position = excluded.position, state = excluded.state, failures = excluded.failures,
                started_acknowledged = excluded.started_acknowledged, interval_us = excluded.interval_us,
                not_before = excluded.not_before, due_at = excluded.due_at, as_of = excluded.as_of, issued_id = excluded.issued_id
            WHERE known.as_of IS NULL OR excluded.as_of >= known.as_of
            """,
            [
                Column(rows, row => row.TorrentId),
                Column(rows, row => row.TrackerId),
                Column(rows, row => row.Tier),
                Column(rows, row => row.Position),
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

    private static T[] Column<T>(TorrentTrackerRow[] rows, Func<TorrentTrackerRow, T> of) => Array.ConvertAll(rows, row => of(row));
}
