using Crawler.Storage.Estimates;
using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Npgsql;
using NpgsqlTypes;

namespace Crawler.Storage.Postgres;

/// <summary>Appends a batch: the writer's sequence, the log by binary COPY, the schedules, the estimates, peers as sent where wanted, in one transaction.</summary>
internal sealed class PostgresAppend(NpgsqlDataSource source, NameIds names)
{
    private const string WriterGone = "the store has forgotten this crawl: another database, or an older copy, took its place; end the crawl and begin it again";

    private readonly PostgresLogDays _days = new(source, PostgresLogDays.Log);
    private readonly PostgresLogDays _daysAsSent = new(source, PostgresLogDays.AsSent);

    private const string Copy =
        """
        COPY announce (
            writer_id, sequence, ordinal, campaign_id, torrent_id, tracker_id, at, family, kind, event, stage, outcome,
            refusal_kind, transmissions, num_want, http_status, bytes_received, dns_us, rtt_us, complete, incomplete,
            downloaded, interval_asked, min_interval_asked, interval_used_us, retry_after_us, retry_never, skipped_peers,
            bogons, oddities, address, external_address, own_ip, own_port, error, warning, peers_v4, peers_v6,
            addresses, bogon_marks, swarm_since, swarm_window, largest_reply, fabricates)
        FROM STDIN (FORMAT BINARY)
        """;

    /// <summary>False if the batch was there already.</summary>
    public async Task<bool> AppendAsync(LogBatch batch, CancellationToken cancellation)
    {
        var ids = await names.ResolveAsync(batch, cancellation);
        var schedules = ScheduleRows.Of(batch, ids);
        EstimateRow[] estimates = [.. EstimateRows.Of(batch, ids)];
        var days = LogDay.Of(batch.Entries);
        await EnsureAsync();
        try
        {
            return await WriteAsync(batch, ids, schedules, estimates, cancellation);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.CheckViolation)
        {
            // No partition for a row: retention dropped the day that this batch, late, belongs to.
            _days.Forget();
            _daysAsSent.Forget();
            await EnsureAsync();
            return await WriteAsync(batch, ids, schedules, estimates, cancellation);
        }

        async Task EnsureAsync()
        {
            await _days.EnsureAsync(days, cancellation);
            if (batch.Entries.Any(entry => entry.AsSent is not null)) await _daysAsSent.EnsureAsync(days, cancellation);
        }
    }

    private Task<bool> WriteAsync(LogBatch batch, BatchIds ids, ScheduleRow[] schedules, EstimateRow[] estimates, CancellationToken cancellation) =>
        source.InTransactionAsync(async connection =>
        {
            // Locks the writer's row until commit: a second sender of the same batch waits here and then finds it done.
            var advanced = await connection.ExecuteAsync(
                "UPDATE log_writer SET last_sequence = $2 WHERE id = $1 AND last_sequence < $2", [ids.WriterId, batch.Sequence], cancellation);
            if (advanced == 0) return await IsKnownAsync(connection, ids.WriterId, cancellation) ? false : throw new StoreException(StoreProblem.Other, WriterGone);
            await connection.CopyAsync(Copy, LogRows.Of(batch, ids), Write, cancellation);
            await PostgresSchedules.UpsertAsync(connection, schedules, cancellation);
            await PostgresEstimates.InsertAsync(connection, estimates, cancellation);
            await PostgresAsSent.InsertAsync(connection, batch, ids.WriterId, cancellation);
            await PostgresOrigins.InsertAsync(connection, batch, cancellation);
            await PostgresClients.InsertAsync(connection, batch, cancellation);
            return true;
        }, cancellation);

    /// <summary>A writer that is there has the batch. One that is not has nothing: taken for a replay, all it brings would be lost.</summary>
    private static async Task<bool> IsKnownAsync(NpgsqlConnection connection, int writerId, CancellationToken cancellation)
    {
        await using var find = connection.Command("SELECT EXISTS (SELECT FROM log_writer WHERE id = $1)", [writerId]);
        return await find.ExecuteScalarAsync(cancellation) is true;
    }

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
        copy.WriteValue((short?)row.Event, NpgsqlDbType.Smallint);
        copy.Write((short)row.Stage, NpgsqlDbType.Smallint);
        copy.Write((short)row.Outcome, NpgsqlDbType.Smallint);
        copy.WriteValue((short?)row.RefusalKind, NpgsqlDbType.Smallint);
        copy.Write(row.Transmissions, NpgsqlDbType.Integer);
        copy.WriteValue(row.NumWant, NpgsqlDbType.Integer);
        copy.WriteValue(row.HttpStatus, NpgsqlDbType.Integer);
        copy.WriteValue(row.BytesReceived, NpgsqlDbType.Integer);
        copy.WriteValue(row.DnsUs, NpgsqlDbType.Bigint);
        copy.WriteValue(row.RttUs, NpgsqlDbType.Bigint);
        copy.WriteValue(row.Complete, NpgsqlDbType.Bigint);
        copy.WriteValue(row.Incomplete, NpgsqlDbType.Bigint);
        copy.WriteValue(row.Downloaded, NpgsqlDbType.Bigint);
        copy.WriteValue(row.IntervalAsked, NpgsqlDbType.Bigint);
        copy.WriteValue(row.MinIntervalAsked, NpgsqlDbType.Bigint);
        copy.WriteValue(row.IntervalUsedUs, NpgsqlDbType.Bigint);
        copy.WriteValue(row.RetryAfterUs, NpgsqlDbType.Bigint);
        copy.WriteValue(row.RetryNever, NpgsqlDbType.Boolean);
        copy.WriteValue(row.SkippedPeers, NpgsqlDbType.Integer);
        copy.WriteValue(row.Bogons, NpgsqlDbType.Integer);
        copy.WriteValue((int?)row.Oddities, NpgsqlDbType.Integer);
        copy.WriteObject(row.Address, NpgsqlDbType.Inet);
        copy.WriteObject(row.ExternalAddress, NpgsqlDbType.Inet);
        copy.WriteObject(row.OwnIp, NpgsqlDbType.Inet);
        copy.WriteValue(row.OwnPort, NpgsqlDbType.Integer);
        copy.WriteObject(row.Error, NpgsqlDbType.Text);
        copy.WriteObject(row.Warning, NpgsqlDbType.Text);
        copy.WriteObject(row.PeersV4, NpgsqlDbType.Bytea);
        copy.WriteObject(row.PeersV6, NpgsqlDbType.Bytea);
        copy.Write((short)row.Addresses, NpgsqlDbType.Smallint);
        copy.WriteObject(row.BogonMarks, NpgsqlDbType.Bytea);
        copy.WriteValue(row.SwarmSince, NpgsqlDbType.TimestampTz);
        copy.WriteValue(row.SwarmWindow, NpgsqlDbType.Integer);
        copy.WriteValue(row.LargestReply, NpgsqlDbType.Integer);
        copy.WriteValue(row.Fabricates, NpgsqlDbType.Boolean);
    }
}
