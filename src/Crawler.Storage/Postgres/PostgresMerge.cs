using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Log;
using Crawler.Storage.Merge;
using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>
/// Merges a stretch of one writer's log into the aggregate in one transaction with the watermark's advance. The
/// watermark's row is locked, so several mergers take different writers, or one after the other.
/// </summary>
internal sealed class PostgresMerge(NpgsqlDataSource source)
{
    private const string FindBehind =
        """
        SELECT mark.writer_id, mark.sequence, writer.last_sequence
        FROM merge_watermark AS mark JOIN log_writer AS writer ON writer.id = mark.writer_id
        WHERE writer.last_sequence > mark.sequence
        ORDER BY writer.last_sequence - mark.sequence DESC, mark.writer_id LIMIT 1
        FOR UPDATE OF mark
        """;

    /// <summary>The next batch in the log; sequences may have gaps. Failed attempts are read too, as they end it.</summary>
    private const string NextBatch =
        """
        SELECT sequence, torrent_id, tracker_id, family, at, address, own_ip, own_port, peers_v4, peers_v6 FROM announce
        WHERE writer_id = $1 AND sequence = (
            SELECT min(sequence) FROM announce WHERE writer_id = $1 AND sequence > $2 AND sequence <= $3)
        """;

    /// <summary>One transaction over at most so many batches; null if nothing is behind.</summary>
    public Task<MergeStep?> StepAsync(int maxBatches, CancellationToken cancellation) => source.InTransactionAsync(async connection =>
    {
        // A writer no other merger is at; failing that, wait for one, so that "nothing" means nothing was left.
        var stretch = await FindAsync(connection, FindBehind + " SKIP LOCKED", cancellation)
            ?? await FindAsync(connection, FindBehind, cancellation);
        if (stretch is null) return null;

        var tally = new SightingTally();
        var (batches, merged) = (0, stretch.From);
        while (merged < stretch.To && batches < maxBatches && tally.Count < MergeBudget.Sightings)
        {
            var batch = await AddNextAsync(connection, stretch with { From = merged }, tally, cancellation);
            if (batch is not null) batches++;
            merged = batch ?? stretch.To;
        }

        var sightings = tally.Sorted();
        await PostgresSightings.UpsertAsync(connection, sightings, cancellation);
        await connection.ExecuteAsync("UPDATE merge_watermark SET sequence = $2 WHERE writer_id = $1", [stretch.WriterId, merged], cancellation);
        return new MergeStep(batches, tally.Replies, sightings.Length);
    }, cancellation);

    private static async Task<Stretch?> FindAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.Command(sql, []);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new Stretch(reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2)) : null;
    }

    /// <summary>Adds the batch after <see cref="Stretch.From"/>; returns its sequence, or null if there is none.</summary>
    private static async Task<long?> AddNextAsync(NpgsqlConnection connection, Stretch stretch, SightingTally tally, CancellationToken cancellation)
    {
        await using var command = connection.Command(NextBatch, [stretch.WriterId, stretch.From, stretch.To]);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        long? sequence = null;
        while (await reader.ReadAsync(cancellation))
        {
            sequence = reader.GetInt64(0);
            if (reader.IsDBNull(8)) continue;
            PeerEndpoint? own = reader.IsDBNull(6) ? null : PeerEndpoint.From(reader.GetFieldValue<IPAddress>(6), reader.GetInt32(7));
            tally.Add(
                new SessionKey(reader.GetInt32(1), reader.GetInt32(2), FamilyNumber.ToFamily(reader.GetInt16(3))),
                reader.GetFieldValue<DateTimeOffset>(4),
                new CountedPeers(reader.IsDBNull(5) ? null : reader.GetFieldValue<IPAddress>(5), own),
                reader.GetFieldValue<byte[]>(8),
                reader.GetFieldValue<byte[]>(9));
        }

        return sequence;
    }
}
