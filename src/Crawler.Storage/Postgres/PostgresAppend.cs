using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Npgsql;
using NpgsqlTypes;

namespace Crawler.Storage.Postgres;

/// <summary>Appends a batch: the writer's sequence, the log by binary COPY, the schedules, in one transaction.</summary>
internal sealed class PostgresAppend(NpgsqlDataSource source, NameIds names)
{
    private const string Copy =
        """
        COPY announce (
            writer_id, sequence, ordinal, campaign_id, torrent_id, tracker_id, at, family, kind, event, stage, outcome,
            refusal_kind, transmissions, num_want, http_status, bytes_received, dns_us, rtt_us, complete, incomplete,
            downloaded, interval_asked, min_interval_asked, interval_used_us, retry_after_us, retry_never, skipped_peers,
            bogons, oddities, address, external_address, own_ip, own_port, error, warning, peers_v4, peers_v6)
        FROM STDIN (FORMAT BINARY)
        """;

    /// <summary>False if the batch was there already.</summary>
    public async Task<bool> AppendAsync(LogBatch batch, CancellationToken cancellation)
    {
        var ids = await names.ResolveAsync(batch, cancellation);
        var schedules = ScheduleRows.Of(batch, ids);
        return await source.InTransactionAsync(async connection =>
        {
            // Locks the writer's row until commit: a second sender of the same batch waits here and then finds it done.
            var advanced = await connection.ExecuteAsync(
                "UPDATE log_writer SET last_sequence = $2 WHERE id = $1 AND last_sequence < $2", [ids.WriterId, batch.Sequence], cancellation);
            if (advanced == 0) return false;
            await CopyAsync(connection, LogRows.Of(batch, ids), cancellation);
            await PostgresSchedules.UpsertAsync(connection, schedules, cancellation);
            return true;
        }, cancellation);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, IEnumerable<AnnounceRow> rows, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(Copy, cancellation);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            Write(copy, row);
        }

        await copy.CompleteAsync(cancellation);
    }

    /// <summary>Synchronous, since it only fills the buffer; the buffer is flushed between values when it is full.</summary>
    private static void Write(NpgsqlBinaryImporter copy, AnnounceRow row)
    {
        copy.Write(row.WriterId, NpgsqlDbType.Integer);
        copy.Write(row.Sequence, NpgsqlDbType.Bigint);
        copy.Write(row.Ordinal, NpgsqlDbType.Integer);
        copy.Write(row.CampaignId, NpgsqlDbType.Integer);
        copy.Write(row.TorrentId, NpgsqlDbType.Integer);
        copy.Write(row.TrackerId, NpgsqlDbType.Integer);
        copy.Write(row.At, NpgsqlDbType.TimestampTz);
        copy.Write(row.Family.ToNumber(), NpgsqlDbType.Smallint);
        copy.Write((short)row.Kind, NpgsqlDbType.Smallint);
        WriteValue(copy, (short?)row.Event, NpgsqlDbType.Smallint);
        copy.Write((short)row.Stage, NpgsqlDbType.Smallint);
        copy.Write((short)row.Outcome, NpgsqlDbType.Smallint);
        WriteValue(copy, (short?)row.RefusalKind, NpgsqlDbType.Smallint);
        copy.Write(row.Transmissions, NpgsqlDbType.Integer);
        WriteValue(copy, row.NumWant, NpgsqlDbType.Integer);
        WriteValue(copy, row.HttpStatus, NpgsqlDbType.Integer);
        WriteValue(copy, row.BytesReceived, NpgsqlDbType.Integer);
        WriteValue(copy, row.DnsUs, NpgsqlDbType.Bigint);
        WriteValue(copy, row.RttUs, NpgsqlDbType.Bigint);
        WriteValue(copy, row.Complete, NpgsqlDbType.Bigint);
        WriteValue(copy, row.Incomplete, NpgsqlDbType.Bigint);
        WriteValue(copy, row.Downloaded, NpgsqlDbType.Bigint);
        WriteValue(copy, row.IntervalAsked, NpgsqlDbType.Bigint);
        WriteValue(copy, row.MinIntervalAsked, NpgsqlDbType.Bigint);
        WriteValue(copy, row.IntervalUsedUs, NpgsqlDbType.Bigint);
        WriteValue(copy, row.RetryAfterUs, NpgsqlDbType.Bigint);
        WriteValue(copy, row.RetryNever, NpgsqlDbType.Boolean);
        WriteValue(copy, row.SkippedPeers, NpgsqlDbType.Integer);
        WriteValue(copy, row.Bogons, NpgsqlDbType.Integer);
        WriteValue(copy, (int?)row.Oddities, NpgsqlDbType.Integer);
        WriteObject(copy, row.Address, NpgsqlDbType.Inet);
        WriteObject(copy, row.ExternalAddress, NpgsqlDbType.Inet);
        WriteObject(copy, row.OwnIp, NpgsqlDbType.Inet);
        WriteValue(copy, row.OwnPort, NpgsqlDbType.Integer);
        WriteObject(copy, row.Error, NpgsqlDbType.Text);
        WriteObject(copy, row.Warning, NpgsqlDbType.Text);
        WriteObject(copy, row.PeersV4, NpgsqlDbType.Bytea);
        WriteObject(copy, row.PeersV6, NpgsqlDbType.Bytea);
    }

    private static void WriteValue<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type)
        where T : struct
    {
        if (value is { } present) copy.Write(present, type);
        else copy.WriteNull();
    }

    private static void WriteObject<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type)
        where T : class
    {
        if (value is null) copy.WriteNull();
        else copy.Write(value, type);
    }
}
