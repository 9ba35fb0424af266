using Crawler.Statistics.Sizes;
using Crawler.Storage.Log;
using Crawler.Storage.Merge;
using Crawler.Storage.Model;
using Crawler.Storage.Rollups;
using Microsoft.Data.Sqlite;

namespace Crawler.Storage.Sqlite;

/// <summary>Adds to <c>latest_call</c>, and brings <c>torrent_standing</c> up to it.</summary>
internal static class SqliteStandings
{
    private const string UpsertCall =
        """
        INSERT INTO latest_call (
            torrent_id, tracker_id, family, first_at, at, outcome, answered_at, calls, answered, complete, incomplete, downloaded)
        VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        ON CONFLICT (torrent_id, tracker_id, family) DO UPDATE SET
            first_at = min(first_at, excluded.first_at),
            at = max(at, excluded.at),
            outcome = CASE WHEN excluded.at >= at THEN excluded.outcome ELSE outcome END,
            answered_at = coalesce(max(answered_at, excluded.answered_at), answered_at, excluded.answered_at),
            calls = calls + excluded.calls,
            answered = answered + excluded.answered,
            complete = CASE WHEN answered_at > excluded.answered_at THEN coalesce(complete, excluded.complete) ELSE coalesce(excluded.complete, complete) END,
            incomplete = CASE WHEN answered_at > excluded.answered_at THEN coalesce(incomplete, excluded.incomplete) ELSE coalesce(excluded.incomplete, incomplete) END,
            downloaded = CASE WHEN answered_at > excluded.answered_at THEN coalesce(downloaded, excluded.downloaded) ELSE coalesce(excluded.downloaded, downloaded) END
        """;

    private const string Recount =
        """
        INSERT INTO torrent_standing (torrent_id, first_at, last_at, calls, answered, trackers, trackers_answering, complete, incomplete)
        SELECT torrent_id, min(first_at), max(at), sum(calls), sum(answered),
            count(DISTINCT tracker_id), count(DISTINCT CASE WHEN outcome = 0 THEN tracker_id END), max(complete), max(incomplete)
        FROM latest_call
        WHERE torrent_id = $0 AND NOT (SELECT is_canary FROM torrent WHERE id = $0)
        GROUP BY torrent_id
        ON CONFLICT (torrent_id) DO UPDATE SET
            first_at = excluded.first_at, last_at = excluded.last_at, calls = excluded.calls, answered = excluded.answered,
            trackers = excluded.trackers, trackers_answering = excluded.trackers_answering,
            complete = excluded.complete, incomplete = excluded.incomplete
        """;

    /// <summary>A torrent may be found out to be a canary when it stands already.</summary>
    private const string RemoveCanary = "DELETE FROM torrent_standing WHERE torrent_id = $0 AND (SELECT is_canary FROM torrent WHERE id = $0)";

    private const string Unions =
        """
        SELECT torrent_id, family, kind, to_at, size, low, high, flags, distinct_peers
        FROM swarm_estimate WHERE writer_id = $0 AND sequence > $1 AND sequence <= $2 AND tracker_id IS NULL
        ORDER BY sequence, kind, ordinal
        """;

    private const string Size = "SELECT size_family, size, low, high, size_flags, size_at, seen FROM torrent_standing WHERE torrent_id = $0";

    private const string Resize =
        "UPDATE torrent_standing SET size_family = $1, size = $2, low = $3, high = $4, size_flags = $5, size_at = $6, seen = $7 WHERE torrent_id = $0";

    /// <summary>Inside the caller's transaction.</summary>
    public static void Add(SqliteConnection connection, LatestCallRow[] calls, Stretch stretch)
    {
        using (var upsert = new SqliteStatement(connection, UpsertCall))
        {
            foreach (var row in calls)
            {
                upsert.Execute(
                    row.TorrentId, row.TrackerId, row.Family.ToNumber(), SqliteTime.ToMicroseconds(row.FirstAt), SqliteTime.ToMicroseconds(row.At),
                    (short)row.Outcome, Microseconds(row.AnsweredAt), row.Calls, row.Answered, row.Complete, row.Incomplete, row.Downloaded);
            }
        }

        using (var recount = new SqliteStatement(connection, Recount))
        using (var remove = new SqliteStatement(connection, RemoveCanary))
        {
            foreach (var torrent in calls.Select(row => row.TorrentId).Distinct())
            {
                recount.Execute(torrent);
                remove.Execute(torrent);
            }
        }

        Resized(connection, UnionsIn(connection, stretch));
    }

    private static void Resized(SqliteConnection connection, List<EstimateRow> estimates)
    {
        using var find = new SqliteStatement(connection, Size);
        using var resize = new SqliteStatement(connection, Resize);
        foreach (var torrent in estimates.GroupBy(estimate => estimate.TorrentId))
        {
            if (Find(find, torrent.Key) is not { } standing) continue;
            StandingSize.Take(standing, [.. torrent]);
            resize.Execute(
                torrent.Key, standing.SizeFamily?.ToNumber(), standing.Size, standing.Low, standing.High, (int?)standing.SizeFlags,
                Microseconds(standing.SizeAt), standing.Seen);
        }
    }

    private static List<EstimateRow> UnionsIn(SqliteConnection connection, Stretch stretch)
    {
        var estimates = new List<EstimateRow>();
        using var unions = new SqliteStatement(connection, Unions);
        using var reader = unions.Read(stretch.WriterId, stretch.From, stretch.To);
        while (reader.Read())
        {
            estimates.Add(new EstimateRow
            {
                TorrentId = reader.GetInt32(0),
                Family = FamilyNumber.ToFamily(reader.GetInt16(1)),
                Kind = (EstimateKind)reader.GetInt16(2),
                ToAt = SqliteTime.FromMicroseconds(reader.GetInt64(3)),
                Size = reader.IsDBNull(4) ? null : reader.GetDouble(4),
                Low = reader.GetDouble(5),
                High = reader.IsDBNull(6) ? null : reader.GetDouble(6),
                Flags = (SizeFlags)reader.GetInt32(7),
                DistinctPeers = reader.GetInt64(8),
            });
        }

        return estimates;
    }

    private static TorrentStandingRow? Find(SqliteStatement find, int torrent)
    {
        using var reader = find.Read(torrent);
        return !reader.Read() ? null : new TorrentStandingRow
        {
            TorrentId = torrent,
            SizeFamily = reader.IsDBNull(0) ? null : FamilyNumber.ToFamily(reader.GetInt16(0)),
            Size = reader.IsDBNull(1) ? null : reader.GetDouble(1),
            Low = reader.IsDBNull(2) ? null : reader.GetDouble(2),
            High = reader.IsDBNull(3) ? null : reader.GetDouble(3),
            SizeFlags = reader.IsDBNull(4) ? null : (SizeFlags)reader.GetInt32(4),
            SizeAt = reader.IsDBNull(5) ? null : SqliteTime.FromMicroseconds(reader.GetInt64(5)),
            Seen = reader.IsDBNull(6) ? null : reader.GetInt64(6),
        };
    }

    private static long? Microseconds(DateTimeOffset? at) => at is { } time ? SqliteTime.ToMicroseconds(time) : null;
}
