using Crawler.Statistics.Sizes;
using Crawler.Storage.Log;
using Crawler.Storage.Merge;
using Crawler.Storage.Model;
using Crawler.Storage.Rollups;
using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>Adds to <c>latest_call</c>, and brings <c>torrent_standing</c> up to it.</summary>
internal static class PostgresStandings
{
    private const string UpsertCalls =
        """
        INSERT INTO latest_call AS known (
            torrent_id, tracker_id, family, first_at, at, outcome, answered_at, calls, answered, complete, incomplete, downloaded)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (torrent_id, tracker_id, family) DO UPDATE SET
            first_at = least(known.first_at, excluded.first_at),
            at = greatest(known.at, excluded.at),
            outcome = CASE WHEN excluded.at >= known.at THEN excluded.outcome ELSE known.outcome END,
            answered_at = greatest(known.answered_at, excluded.answered_at),
            calls = known.calls + excluded.calls,
            answered = known.answered + excluded.answered,
            complete = CASE WHEN known.answered_at > excluded.answered_at THEN coalesce(known.complete, excluded.complete) ELSE coalesce(excluded.complete, known.complete) END,
            incomplete = CASE WHEN known.answered_at > excluded.answered_at THEN coalesce(known.incomplete, excluded.incomplete) ELSE coalesce(excluded.incomplete, known.incomplete) END,
            downloaded = CASE WHEN known.answered_at > excluded.answered_at THEN coalesce(known.downloaded, excluded.downloaded) ELSE coalesce(excluded.downloaded, known.downloaded) END
        """;

    private const string Recount =
        """
        INSERT INTO torrent_standing (torrent_id, first_at, last_at, calls, answered, trackers, trackers_answering, complete, incomplete)
        SELECT torrent_id, min(first_at), max(at), sum(calls), sum(answered),
            count(DISTINCT tracker_id), count(DISTINCT tracker_id) FILTER (WHERE outcome = 0), max(complete), max(incomplete)
        FROM latest_call
        WHERE torrent_id = ANY($1) AND torrent_id NOT IN (SELECT id FROM torrent WHERE is_canary)
        GROUP BY torrent_id ORDER BY torrent_id
        ON CONFLICT (torrent_id) DO UPDATE SET
            first_at = excluded.first_at, last_at = excluded.last_at, calls = excluded.calls, answered = excluded.answered,
            trackers = excluded.trackers, trackers_answering = excluded.trackers_answering,
            complete = excluded.complete, incomplete = excluded.incomplete
        """;

    /// <summary>A torrent may be found out to be a canary when it stands already.</summary>
    private const string RemoveCanaries =
        "DELETE FROM torrent_standing WHERE torrent_id = ANY($1) AND torrent_id IN (SELECT id FROM torrent WHERE is_canary)";

    private const string Unions =
        """
        SELECT torrent_id, family, kind, to_at, size, low, high, flags, distinct_peers
        FROM swarm_estimate WHERE writer_id = $1 AND sequence > $2 AND sequence <= $3 AND tracker_id IS NULL
        ORDER BY sequence, kind, ordinal
        """;

    private const string Sizes =
        "SELECT torrent_id, size_family, size, low, high, size_flags, size_at, seen FROM torrent_standing WHERE torrent_id = ANY($1)";

    private const string Resize =
        """
        UPDATE torrent_standing AS known SET size_family = given.size_family, size = given.size, low = given.low, high = given.high,
            size_flags = given.size_flags, size_at = given.size_at, seen = given.seen
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS given (torrent_id, size_family, size, low, high, size_flags, size_at, seen)
        WHERE known.torrent_id = given.torrent_id
        """;

    /// <summary>Inside the caller's transaction, which nobody else does at the same time.</summary>
    public static async Task AddAsync(NpgsqlConnection connection, LatestCallRow[] calls, Stretch stretch, CancellationToken cancellation)
    {
        if (calls.Length > 0)
        {
            await UpsertAsync(connection, calls, cancellation);
            var torrents = calls.Select(row => row.TorrentId).Distinct().ToArray();
            await connection.ExecuteAsync(Recount, [torrents], cancellation);
            await connection.ExecuteAsync(RemoveCanaries, [torrents], cancellation);
        }

        var estimates = await UnionsAsync(connection, stretch, cancellation);
        if (estimates.Count == 0) return;
        // A torrent without a call is a canary, or was called in a batch that is still to come: then its estimate is older than that.
        var standings = await SizesAsync(connection, [.. estimates.Select(estimate => estimate.TorrentId).Distinct()], cancellation);
        foreach (var torrent in estimates.GroupBy(estimate => estimate.TorrentId))
            if (standings.TryGetValue(torrent.Key, out var standing)) StandingSize.Take(standing, [.. torrent]);
        await ResizeAsync(connection, [.. standings.Values], cancellation);
    }

    private static Task<int> UpsertAsync(NpgsqlConnection connection, LatestCallRow[] rows, CancellationToken cancellation) => connection.ExecuteAsync(
        UpsertCalls,
        [
            Array.ConvertAll(rows, row => row.TorrentId),
            Array.ConvertAll(rows, row => row.TrackerId),
            Array.ConvertAll(rows, row => row.Family.ToNumber()),
            Array.ConvertAll(rows, row => row.FirstAt),
            Array.ConvertAll(rows, row => row.At),
            Array.ConvertAll(rows, row => (short)row.Outcome),
            Array.ConvertAll(rows, row => row.AnsweredAt),
            Array.ConvertAll(rows, row => row.Calls),
            Array.ConvertAll(rows, row => row.Answered),
            Array.ConvertAll(rows, row => row.Complete),
            Array.ConvertAll(rows, row => row.Incomplete),
            Array.ConvertAll(rows, row => row.Downloaded),
        ],
        cancellation);

    private static async Task<List<EstimateRow>> UnionsAsync(NpgsqlConnection connection, Stretch stretch, CancellationToken cancellation)
    {
        var estimates = new List<EstimateRow>();
        await using var command = connection.Command(Unions, [stretch.WriterId, stretch.From, stretch.To]);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            estimates.Add(new EstimateRow
            {
                TorrentId = reader.GetInt32(0),
                Family = FamilyNumber.ToFamily(reader.GetInt16(1)),
                Kind = (EstimateKind)reader.GetInt16(2),
                ToAt = reader.GetFieldValue<DateTimeOffset>(3),
                Size = reader.IsDBNull(4) ? null : reader.GetDouble(4),
                Low = reader.GetDouble(5),
                High = reader.IsDBNull(6) ? null : reader.GetDouble(6),
                Flags = (SizeFlags)reader.GetInt32(7),
                DistinctPeers = reader.GetInt64(8),
            });
        }

        return estimates;
    }

    private static async Task<Dictionary<int, TorrentStandingRow>> SizesAsync(NpgsqlConnection connection, int[] torrents, CancellationToken cancellation)
    {
        var standings = new Dictionary<int, TorrentStandingRow>(torrents.Length);
        await using var command = connection.Command(Sizes, [torrents]);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            standings[reader.GetInt32(0)] = new TorrentStandingRow
            {
                TorrentId = reader.GetInt32(0),
                SizeFamily = reader.IsDBNull(1) ? null : FamilyNumber.ToFamily(reader.GetInt16(1)),
                Size = reader.IsDBNull(2) ? null : reader.GetDouble(2),
                Low = reader.IsDBNull(3) ? null : reader.GetDouble(3),
                High = reader.IsDBNull(4) ? null : reader.GetDouble(4),
                SizeFlags = reader.IsDBNull(5) ? null : (SizeFlags)reader.GetInt32(5),
                SizeAt = reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6),
                Seen = reader.IsDBNull(7) ? null : reader.GetInt64(7),
            };
        }

        return standings;
    }

    private static Task<int> ResizeAsync(NpgsqlConnection connection, TorrentStandingRow[] rows, CancellationToken cancellation) => connection.ExecuteAsync(
        Resize,
        [
            Array.ConvertAll(rows, row => row.TorrentId),
            Array.ConvertAll(rows, row => row.SizeFamily?.ToNumber()),
            Array.ConvertAll(rows, row => row.Size),
            Array.ConvertAll(rows, row => row.Low),
            Array.ConvertAll(rows, row => row.High),
            Array.ConvertAll(rows, row => (int?)row.SizeFlags),
            Array.ConvertAll(rows, row => row.SizeAt),
            Array.ConvertAll(rows, row => row.Seen),
        ],
        cancellation);
}
