using System.Globalization;
using System.Net;
using Crawler.Benchmarks.Ingest;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Npgsql;
using NpgsqlTypes;

namespace Crawler.Benchmarks.Face;

/// <summary>Fills the log day by day, each into a table of its own that is attached when full: indexes are quicker built than kept.</summary>
internal sealed class LogFill(NpgsqlConnection connection, FaceWorld world, int writer, int campaign)
{
    private const int BatchSize = 1_000;

    private const string Columns =
        """
        writer_id, sequence, ordinal, campaign_id, torrent_id, tracker_id, at, family, kind, event, stage, outcome, transmissions, num_want,
        rtt_us, bytes_received, complete, incomplete, downloaded, interval_asked, min_interval_asked, skipped_peers, bogons, oddities,
        address, error, peers_v4
        """;

    private readonly byte[] _peers = new byte[50 * PeerEndpoint.CompactLengthV4];
    private long _rows;

    public async Task RunAsync()
    {
        await connection.RunAsync("SET maintenance_work_mem = '512MB'");
        for (var day = new DateTimeOffset(world.Start.UtcDateTime.Date, TimeSpan.Zero); day <= world.End; day = day.AddDays(1))
        {
            var table = "announce_" + day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
            await connection.RunAsync($"CREATE TABLE {table} (LIKE announce INCLUDING DEFAULTS INCLUDING STORAGE)");
            await connection.CopyAsync($"{table} ({Columns})", Calls(day), Write);
            await connection.RunAsync(
                $"ALTER TABLE announce ATTACH PARTITION {table} FOR VALUES FROM ('{day:yyyy-MM-dd} 00:00:00+00') TO ('{day.AddDays(1):yyyy-MM-dd} 00:00:00+00')");
        }

        var last = ((_rows - 1) / BatchSize) + 1;
        await connection.RunAsync($"INSERT INTO log_writer (id, name, last_sequence) VALUES ({writer}, 'bench', {last})");
        await connection.RunAsync($"INSERT INTO merge_watermark (writer_id, sequence) VALUES ({writer}, {last})");
        await connection.RunAsync($"INSERT INTO roll_watermark (writer_id, sequence) VALUES ({writer}, 0)");
        await connection.RunAsync("SELECT setval('log_writer_id_seq', 10)");
    }

    private IEnumerable<(int Torrent, int Place, DateTimeOffset At)> Calls(DateTimeOffset day)
    {
        var from = Math.Max(0, (int)(day - world.Start).TotalMinutes);
        var to = Math.Min((int)(world.End - world.Start).TotalMinutes, (int)(day.AddDays(1) - world.Start).TotalMinutes);
        for (var minute = from; minute < to; minute++)
            foreach (var (torrent, place, share) in world.CallsIn(minute)) yield return (torrent, place, world.Start.AddMinutes(minute + share));
    }

    private void Write(NpgsqlBinaryImporter copy, (int Torrent, int Place, DateTimeOffset At) call)
    {
        var (torrent, place, at) = call;
        var tracker = world.TrackerOf(torrent, place);
        var bits = ZipfSwarms.Mix((ulong)_rows);
        var outcome = world.OutcomeOf(tracker, at, bits >> 32);
        var (isOk, answered) = (outcome == AttemptOutcome.Ok, outcome is AttemptOutcome.Ok or AttemptOutcome.Refused or AttemptOutcome.HttpError);
        var peers = (long)(FaceWorld.PeersOf(torrent) * (0.9 + (bits % 200 / 1000.0)));
        copy.Write(writer, NpgsqlDbType.Integer);
        copy.Write((_rows / BatchSize) + 1, NpgsqlDbType.Bigint);
        copy.Write((int)(_rows % BatchSize), NpgsqlDbType.Integer);
        copy.Write(campaign, NpgsqlDbType.Integer);
        copy.Write(torrent, NpgsqlDbType.Integer);
        copy.Write(tracker, NpgsqlDbType.Integer);
        copy.Write(at.UtcDateTime, NpgsqlDbType.TimestampTz);
        copy.Write(FaceWorld.FamilyOf(torrent, place), NpgsqlDbType.Smallint);
        copy.Write((short)AttemptKind.Announce, NpgsqlDbType.Smallint);
        copy.Write((short)0, NpgsqlDbType.Smallint);
        copy.Write((short)(answered ? AttemptStage.Done : AttemptStage.Request), NpgsqlDbType.Smallint);
        copy.Write((short)outcome, NpgsqlDbType.Smallint);
        copy.Write(1, NpgsqlDbType.Integer);
        copy.Write(200, NpgsqlDbType.Integer);
        Number(copy, answered, FaceWorld.RoundTripOf(tracker, bits));
        if (answered) copy.Write(320, NpgsqlDbType.Integer);
        else copy.WriteNull();
        Number(copy, isOk, peers * 6 / 10);
        Number(copy, isOk, peers * 4 / 10);
        Number(copy, isOk && place % 2 == 0, peers * 50);
        Number(copy, isOk, 1800);
        Number(copy, isOk && place == 1, 900);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            if (isOk) copy.Write(0, NpgsqlDbType.Integer);
            else copy.WriteNull();
        }

        if (answered) copy.Write(new IPAddress([1, 1, (byte)(tracker >> 8), (byte)tracker]), NpgsqlDbType.Inet);
        else copy.WriteNull();
        if (isOk) copy.WriteNull();
        else copy.Write(outcome == AttemptOutcome.Refused ? "torrent not registered with this tracker" : "no answer", NpgsqlDbType.Text);
        if (isOk) copy.Write(Peers(torrent, bits), NpgsqlDbType.Bytea);
        else copy.WriteNull();
        _rows++;
    }

    private static void Number(NpgsqlBinaryImporter copy, bool isThere, long value)
    {
        if (isThere) copy.Write(value, NpgsqlDbType.Bigint);
        else copy.WriteNull();
    }

    /// <summary>Up to twenty of the torrent's peers.</summary>
    private ArraySegment<byte> Peers(int torrent, ulong bits)
    {
        var all = FaceWorld.PeersOf(torrent);
        var count = Math.Min(20, all);
        for (var i = 0; i < count; i++)
            ZipfSwarms.WriteMember(torrent, (long)((bits >> 8) % (ulong)all + (ulong)i) % all, _peers.AsSpan(i * PeerEndpoint.CompactLengthV4));
        return new ArraySegment<byte>(_peers, 0, count * PeerEndpoint.CompactLengthV4);
    }
}
