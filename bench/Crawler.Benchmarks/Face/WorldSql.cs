using Crawler.Storage.Rollups;
using Npgsql;

namespace Crawler.Benchmarks.Face;

/// <summary>Fills what follows from other rows, where they are.</summary>
internal static class WorldSql
{
    /// <summary>Trackers' days of the eleven months before.</summary>
    public static async Task YearBeforeAsync(NpgsqlConnection connection, FaceWorld world)
    {
        byte[][] latencies = [.. Enumerable.Range(0, 16).Select(Latency)];
        await connection.RunAsync(
            $"""
            INSERT INTO tracker_day (tracker_id, family, day, known, up, ok, refused, gone, malformed, overloaded, http_error, timeout, dns_failed,
                connect_failed, tls_failed, our_outage, not_called, peers_named, latency, interval_asked, min_interval_asked, last_at)
            SELECT tracker, 4, day, 48, up, up, 1, 0, 0, 0, 0, 48 - up, 0, 0, 0, 0, 0, 20 * up, CASE WHEN up > 0 THEN ($1)[1 + tracker % 16] END,
                1800, NULL, day + interval '23 hours'
            FROM (
                SELECT tracker, day AT TIME ZONE 'UTC' AS day, CASE WHEN tracker % 20 >= 17 THEN 0 WHEN tracker % 20 >= 12 THEN 20 + (tracker + extract(doy FROM day)::int) % 28 ELSE 48 END AS up
                FROM generate_series(1, {world.Trackers}) AS tracker,
                    generate_series(timestamp '{world.Start.AddDays(-335):yyyy-MM-dd}', timestamp '{world.Start.AddDays(-1):yyyy-MM-dd}', interval '1 day') AS day) AS days
            """,
            [latencies]);
        await connection.RunAsync(
            $"""
            INSERT INTO tracker_day (tracker_id, family, day, known, up, ok, refused, gone, malformed, overloaded, http_error, timeout, dns_failed,
                connect_failed, tls_failed, our_outage, not_called, peers_named, latency, last_at)
            SELECT 0, 0, day, 96, 96, sum(ok), sum(refused), 0, 0, 0, 0, sum(timeout), 0, 0, 0, 0, 0, sum(peers_named), NULL::bytea, max(last_at)
            FROM tracker_day WHERE tracker_id > 0 AND day < '{world.Start:yyyy-MM-dd} 00:00:00+00' GROUP BY day
            """);
    }

    /// <summary>A session for every pair that was called, and for those that wait to be.</summary>
    public static Task SchedulesAsync(NpgsqlConnection connection, FaceWorld world) => connection.RunAsync(
        $"""
        INSERT INTO schedule (torrent_id, tracker_id, family, state, failures, started_acknowledged, interval_us, not_before, due_at, as_of)
        SELECT torrent_id, tracker_id, family, 0, CASE WHEN outcome = 0 THEN 0 ELSE 3 END, answered > 0, 1800000000,
            at + interval '30 minutes', at + interval '72 hours', at FROM latest_call;
        INSERT INTO schedule (torrent_id, tracker_id, family, state, failures, started_acknowledged, not_before, due_at, as_of)
        SELECT torrent_id, tracker_id, 0, 0, 0, false, '{world.End:O}', '{world.End:O}', '{world.End:O}' FROM torrent_tracker AS place
        WHERE NOT EXISTS (SELECT FROM latest_call AS call WHERE call.torrent_id = place.torrent_id);
        """);

    /// <summary>Of the hot torrents one an hour over each tracker and over all; of the others that were called one in ten days, and who took part.</summary>
    public static async Task EstimatesAsync(NpgsqlConnection connection, FaceWorld world, int campaign)
    {
        const int writer = 2;
        await connection.RunAsync(
            $"""
            INSERT INTO swarm_estimate (writer_id, sequence, ordinal, campaign_id, torrent_id, tracker_id, family, kind, from_at, to_at, method, flags,
                size, low, high, standard_error, occasions, announces, sightings, distinct_peers, seen_once, seen_twice, sampled_share, coverage, complete, incomplete)
            SELECT {writer}, 1 + hour / 24, row_number() OVER (PARTITION BY hour / 24 ORDER BY hour, torrent, kind, tracker_id NULLS FIRST), {campaign}, torrent, tracker_id, 4, kind,
                at - interval '1 hour', at, CASE WHEN tracker_id IS NULL THEN 5 ELSE 3 END, 0,
                peers, 0.9 * peers, 1.15 * peers, 0.05 * peers, 6, 12, 3 * peers, 0.8 * peers, 0.3 * peers, 0.2 * peers, 1, 0.8,
                CASE WHEN tracker_id IS NOT NULL THEN 0.6 * peers END, CASE WHEN tracker_id IS NOT NULL THEN 0.4 * peers END
            FROM (
                SELECT torrent, hour, kind, tracker_id, timestamptz '{world.Start:O}' + (hour + 1) * interval '1 hour' - interval '1 second' AS at,
                    greatest(1, 60000.0 / greatest(3, torrent)) * (CASE WHEN tracker_id IS NULL THEN 1 ELSE 0.5 END) * (1 + 0.2 * sin((torrent + hour) / 4.0)) AS peers
                FROM (
                    SELECT torrent, hour, 0 AS kind, NULL::int AS tracker_id FROM generate_series(1, {world.Hot}) AS torrent, generate_series(0, {(24 * FaceWorld.Days) - 1}) AS hour
                    UNION ALL
                    SELECT torrent_id, hour, 0, tracker_id FROM torrent_tracker, generate_series(0, {(24 * FaceWorld.Days) - 1}) AS hour WHERE torrent_id <= {world.Hot}
                    UNION ALL
                    SELECT torrent, (torrent % 240) + 240 * turn, 0, NULL FROM generate_series({world.Hot + 1}, {world.Torrents - (world.Torrents / 100)}) AS torrent, generate_series(0, 2) AS turn
                    UNION ALL
                    SELECT torrent, 719, 1, NULL FROM generate_series(1, {world.Torrents - (world.Torrents / 100)}) AS torrent) AS made) AS sized
            """);
        await connection.RunAsync(
            $"""
            INSERT INTO log_writer (id, name, last_sequence) VALUES ({writer}, 'bench estimates', {FaceWorld.Days});
            INSERT INTO merge_watermark (writer_id, sequence) VALUES ({writer}, {FaceWorld.Days});
            INSERT INTO roll_watermark (writer_id, sequence) VALUES ({writer}, 0);
            """);
    }

    private static byte[] Latency(int kind)
    {
        var buckets = new LatencyBuckets();
        for (var i = 0; i < 48; i++) buckets.Add((15_000 + (20_000 * kind)) * (80 + (i * 3)) / 100);
        return buckets.ToBytes()!;
    }
}
