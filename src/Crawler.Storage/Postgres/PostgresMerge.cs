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

    /// <summary>Peers named in the next batches, which tells how many of them a transaction takes.</summary>
    private const string Ahead =
        """
        SELECT sequence, sum(peers), count(*) FROM (
            SELECT sequence, coalesce(octet_length(peers_v4), 0) / 6 + coalesce(octet_length(peers_v6), 0) / 18 AS peers FROM announce
            WHERE writer_id = $1 AND sequence > $2 AND sequence <= $3 ORDER BY sequence LIMIT $4) AS ahead
        GROUP BY sequence ORDER BY sequence
        """;

    /// <summary>All of them in one go; what names nobody is not read.</summary>
    private const string Replies =
        """
        SELECT torrent_id, tracker_id, family, at, address, own_ip, own_port, peers_v4, peers_v6, addresses, bogon_marks FROM announce
        WHERE writer_id = $1 AND sequence > $2 AND sequence <= $3 AND octet_length(peers_v4) + octet_length(peers_v6) > 0
        """;

    /// <summary>One transaction over at most so many batches; null if nothing is behind.</summary>
    public Task<MergeStep?> StepAsync(int maxBatches, CancellationToken cancellation) => source.InTransactionAsync(async connection =>
    {
        // A writer no other merger is at; failing that, wait for one, so that "nothing" means nothing was left.
        var stretch = await FindAsync(connection, FindBehind + " SKIP LOCKED", cancellation)
            ?? await FindAsync(connection, FindBehind, cancellation);
        if (stretch is null) return null;

        var (to, batches) = await BoundAsync(connection, stretch, maxBatches, cancellation);
        var tally = new SightingTally();
        if (batches > 0) await ReadAsync(connection, stretch with { To = to }, tally, cancellation);
        var sightings = tally.Sorted();
        await PostgresSightings.UpsertAsync(connection, sightings, cancellation);
        await connection.ExecuteAsync("UPDATE merge_watermark SET sequence = $2 WHERE writer_id = $1", [stretch.WriterId, to], cancellation);
        return new MergeStep(batches, tally.Replies, sightings.Length);
    }, cancellation);

    /// <summary>How far one transaction goes, and over how many batches; sequences may have gaps.</summary>
    private static async Task<(long To, int Batches)> BoundAsync(
        NpgsqlConnection connection, Stretch stretch, int maxBatches, CancellationToken cancellation)
    {
        await using var command = connection.Command(Ahead, [stretch.WriterId, stretch.From, stretch.To, MergeBudget.Attempts]);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (to, batches, peers, attempts) = (stretch.From, 0, 0L, 0L);
        while (await reader.ReadAsync(cancellation))
        {
            peers += reader.GetInt64(1);
            if (batches > 0 && (batches == maxBatches || peers > MergeBudget.Peers)) return (to, batches);
            (to, batches, attempts) = (reader.GetInt64(0), batches + 1, attempts + reader.GetInt64(2));
        }

        return (attempts < MergeBudget.Attempts ? stretch.To : to, batches);
    }

    private static async Task ReadAsync(NpgsqlConnection connection, Stretch stretch, SightingTally tally, CancellationToken cancellation)
    {
        await using var command = connection.Command(Replies, [stretch.WriterId, stretch.From, stretch.To]);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            PeerEndpoint? own = reader.IsDBNull(5) ? null : PeerEndpoint.From(reader.GetFieldValue<IPAddress>(5), reader.GetInt32(6));
            tally.Add(
                new SessionKey(reader.GetInt32(0), reader.GetInt32(1), FamilyNumber.ToFamily(reader.GetInt16(2))),
                reader.GetFieldValue<DateTimeOffset>(3),
                StoredPeers.From(
                    (AddressForm)reader.GetInt16(9),
                    reader.IsDBNull(10) ? null : reader.GetFieldValue<byte[]>(10),
                    reader.IsDBNull(4) ? null : reader.GetFieldValue<IPAddress>(4),
                    own),
                reader.GetFieldValue<byte[]>(7),
                reader.GetFieldValue<byte[]>(8));
        }
    }

    private static async Task<Stretch?> FindAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.Command(sql, []);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new Stretch(reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2)) : null;
    }
}
