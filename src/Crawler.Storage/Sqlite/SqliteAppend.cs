using Crawler.Storage.Estimates;
using Crawler.Storage.Log;
using Crawler.Storage.Model;

namespace Crawler.Storage.Sqlite;

/// <summary>Appends a batch: the writer's sequence, the log, the schedules, the estimates, peers as sent where wanted, in one transaction.</summary>
internal sealed class SqliteAppend(SqliteFile file, NameIds names)
{
    private const string Insert =
        """
        INSERT INTO announce (
            writer_id, sequence, ordinal, campaign_id, torrent_id, tracker_id, at, family, kind, event, stage, outcome,
            refusal_kind, transmissions, num_want, http_status, bytes_received, dns_us, rtt_us, complete, incomplete,
            downloaded, interval_asked, min_interval_asked, interval_used_us, retry_after_us, retry_never, skipped_peers,
            bogons, oddities, address, external_address, own_ip, own_port, error, warning, peers_v4, peers_v6,
            addresses, bogon_marks, swarm_since, swarm_window, largest_reply, fabricates)
        VALUES (
            $0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
            $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43)
        """;

    /// <summary>False if the batch was there already.</summary>
    public async Task<bool> AppendAsync(LogBatch batch, CancellationToken cancellation)
    {
        var ids = await names.ResolveAsync(batch, cancellation);
        var schedules = ScheduleRows.Of(batch, ids);
        EstimateRow[] estimates = [.. EstimateRows.Of(batch, ids)];
        return await file.WriteAsync(connection =>
        {
            using var advance = new SqliteStatement(connection, "UPDATE log_writer SET last_sequence = $1 WHERE id = $0 AND last_sequence < $1");
            if (advance.Execute(ids.WriterId, batch.Sequence) == 0) return false;
            using var insert = new SqliteStatement(connection, Insert);
            foreach (var row in LogRows.Of(batch, ids)) Write(insert, row);
            SqliteSchedules.Upsert(connection, schedules);
            SqliteEstimates.Insert(connection, estimates);
            SqliteAsSent.Insert(connection, batch, ids.WriterId);
            SqliteOrigins.Insert(connection, batch);
            SqliteClients.Insert(connection, batch);
            return true;
        }, cancellation);
    }

    private static void Write(SqliteStatement insert, AnnounceRow row) => insert.Execute(
        row.WriterId,
        row.Sequence,
        row.Ordinal,
        row.CampaignId,
        row.TorrentId,
        row.TrackerId,
        SqliteTime.ToMicroseconds(row.At),
        row.Family.ToNumber(),
        (long)row.Kind,
        (long?)row.Event,
        (long)row.Stage,
        (long)row.Outcome,
        (long?)row.RefusalKind,
        row.Transmissions,
        row.NumWant,
        row.HttpStatus,
        row.BytesReceived,
        row.DnsUs,
        row.RttUs,
        row.Complete,
        row.Incomplete,
        row.Downloaded,
        row.IntervalAsked,
        row.MinIntervalAsked,
        row.IntervalUsedUs,
        row.RetryAfterUs,
        row.RetryNever,
        row.SkippedPeers,
        row.Bogons,
        (long?)row.Oddities,
        row.Address?.GetAddressBytes(),
        row.ExternalAddress?.GetAddressBytes(),
        row.OwnIp?.GetAddressBytes(),
        row.OwnPort,
        row.Error,
        row.Warning,
        row.PeersV4,
        row.PeersV6,
        (long)row.Addresses,
        row.BogonMarks,
        row.SwarmSince is { } since ? SqliteTime.ToMicroseconds(since) : null,
        row.SwarmWindow,
        row.LargestReply,
        row.Fabricates);
}
