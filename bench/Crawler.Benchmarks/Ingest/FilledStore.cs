using Crawler.Protocol;
using Npgsql;
using NpgsqlTypes;

namespace Crawler.Benchmarks.Ingest;

/// <summary>Fills a migrated store with what a crawl of these swarms would have left in it, by COPY.</summary>
internal static class FilledStore
{
    private static readonly DateTime Seen = new(2026, 2, 28, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>Torrents, trackers, schedules and the aggregate.</summary>
    public static async Task FillAsync(string connectionString, ZipfSwarms swarms)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync();
        await TorrentsAsync(connection, swarms);
        await SchedulesAsync(connection, swarms);
        // Rows come in the order peers were met, not that of the key. The key is built afterwards: sorting is quicker.
        await ExecuteAsync(connection, "ALTER TABLE sighting DROP CONSTRAINT pk_sighting");
        await SightingsAsync(connection, swarms);
        await ExecuteAsync(connection, "SET maintenance_work_mem = '512MB'");
        await ExecuteAsync(connection, "ALTER TABLE sighting ADD CONSTRAINT pk_sighting PRIMARY KEY (torrent_id, tracker_id, family, ip, port)");
        await ExecuteAsync(connection, "VACUUM ANALYZE torrent, schedule, sighting");
        await ExecuteAsync(connection, "CHECKPOINT");
    }

    private static async Task TorrentsAsync(NpgsqlConnection connection, ZipfSwarms swarms)
    {
        await using (var copy = await connection.BeginBinaryImportAsync("COPY torrent (id, infohash) FROM STDIN (FORMAT BINARY)"))
        {
            for (var torrent = 2; torrent <= swarms.Torrents; torrent++)
            {
                await copy.StartRowAsync();
                copy.Write(torrent, NpgsqlDbType.Integer);
                copy.Write(ZipfSwarms.HashOf(torrent).ToArray(), NpgsqlDbType.Bytea);
            }

            await copy.CompleteAsync();
        }

        await ExecuteAsync(connection, $"SELECT setval('torrent_id_seq', {swarms.Torrents})");
    }

    private static async Task SchedulesAsync(NpgsqlConnection connection, ZipfSwarms swarms)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY schedule (torrent_id, tracker_id, family, state, failures, started_acknowledged, interval_us, not_before, due_at, as_of) FROM STDIN (FORMAT BINARY)");
        for (var torrent = 1; torrent <= swarms.Torrents; torrent++)
        {
            await copy.StartRowAsync();
            copy.Write(torrent, NpgsqlDbType.Integer);
            copy.Write(ZipfSwarms.TrackerOf(torrent), NpgsqlDbType.Integer);
            copy.Write((short)4, NpgsqlDbType.Smallint);
            copy.Write((short)0, NpgsqlDbType.Smallint);
            copy.Write(0, NpgsqlDbType.Integer);
            copy.Write(true, NpgsqlDbType.Boolean);
            copy.Write(1_800_000_000L, NpgsqlDbType.Bigint);
            for (var i = 0; i < 3; i++) copy.Write(Seen, NpgsqlDbType.TimestampTz);
        }

        await copy.CompleteAsync();
    }

    private static async Task SightingsAsync(NpgsqlConnection connection, ZipfSwarms swarms)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY sighting (torrent_id, tracker_id, port, times_seen, first_seen, last_seen, family, ip) FROM STDIN (FORMAT BINARY)");
        var compact = new byte[PeerEndpoint.CompactLengthV4];
        // A step that shares no factor with the count visits every place once, far from the one before.
        var step = (long)(swarms.Members * 0.618);
        while (Gcd(step, swarms.Members) != 1) step++;
        for (long i = 0, place = 0; i < swarms.Members; i++, place = (place + step) % swarms.Members)
        {
            var torrent = swarms.TorrentAt(place);
            ZipfSwarms.WriteMember(torrent, place - swarms.FirstOf(torrent), compact);
            await copy.StartRowAsync();
            copy.Write(torrent, NpgsqlDbType.Integer);
            copy.Write(ZipfSwarms.TrackerOf(torrent), NpgsqlDbType.Integer);
            copy.Write((compact[4] << 8) | compact[5], NpgsqlDbType.Integer);
            copy.Write(1, NpgsqlDbType.Integer);
            copy.Write(Seen, NpgsqlDbType.TimestampTz);
            copy.Write(Seen, NpgsqlDbType.TimestampTz);
            copy.Write((short)4, NpgsqlDbType.Smallint);
            copy.Write(ZipfSwarms.AddressOf(compact), NpgsqlDbType.Inet);
        }

        await copy.CompleteAsync();
    }

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
