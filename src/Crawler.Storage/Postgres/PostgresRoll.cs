using Crawler.Protocol.Attempts;
using Crawler.Storage.Log;
using Crawler.Storage.Merge;
using Crawler.Storage.Rollups;
using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>
/// Rolls a stretch of one writer's log up in one transaction with the watermark's advance. One at a time in a database: rows
/// that are not there yet cannot be locked, and two that add to the same hour would overwrite each other.
/// </summary>
internal sealed class PostgresRoll(NpgsqlDataSource source)
{
    /// <summary>Any number that nobody else locks.</summary>
    private const string Lock = "SELECT pg_advisory_xact_lock(6012371640)";

    /// <summary>A crawler that was running when the database was migrated brings new writers without a watermark here.</summary>
    private const string AddMissing =
        "INSERT INTO roll_watermark (writer_id, sequence) SELECT id, 0 FROM log_writer WHERE id NOT IN (SELECT writer_id FROM roll_watermark) ON CONFLICT DO NOTHING";

    private const string FindBehind =
        """
        SELECT mark.writer_id, mark.sequence, writer.last_sequence
        FROM roll_watermark AS mark JOIN log_writer AS writer ON writer.id = mark.writer_id
        WHERE writer.last_sequence > mark.sequence
        ORDER BY writer.last_sequence - mark.sequence DESC, mark.writer_id LIMIT 1
        """;

    private const string Ahead =
        """
        SELECT sequence, count(*) FROM (
            SELECT sequence FROM announce WHERE writer_id = $1 AND sequence > $2 AND sequence <= $3 ORDER BY sequence LIMIT $4) AS ahead
        GROUP BY sequence ORDER BY sequence
        """;

    private const string Attempts =
        """
        SELECT torrent_id, tracker_id, family, at, outcome, rtt_us, complete, incomplete, downloaded, interval_asked, min_interval_asked,
            coalesce(octet_length(peers_v4), 0) / 6 + coalesce(octet_length(peers_v6), 0) / 18
        FROM announce WHERE writer_id = $1 AND sequence > $2 AND sequence <= $3
        """;

    /// <summary>One transaction over at most so many batches; null if nothing is behind.</summary>
    public Task<RollStep?> StepAsync(int maxBatches, CancellationToken cancellation) => source.InTransactionAsync(async connection =>
    {
        await connection.ExecuteAsync(Lock, [], cancellation);
        await connection.ExecuteAsync(AddMissing, [], cancellation);
        if (await FindAsync(connection, cancellation) is not { } behind) return null;
        var (to, batches) = await BoundAsync(connection, behind, maxBatches, cancellation);
        var stretch = behind with { To = to };
        var tally = await ReadAsync(connection, stretch, cancellation);
        await PostgresRolledTrackers.AddAsync(connection, tally.Hours(), cancellation);
        await PostgresStandings.AddAsync(connection, tally.Calls(), stretch, cancellation);
        await connection.ExecuteAsync("UPDATE roll_watermark SET sequence = $2 WHERE writer_id = $1", [stretch.WriterId, to], cancellation);
        return new RollStep(batches, tally.Attempts);
    }, cancellation);

    /// <summary>How far one transaction goes, and over how many batches; sequences may have gaps.</summary>
    private static async Task<(long To, int Batches)> BoundAsync(
        NpgsqlConnection connection, Stretch stretch, int maxBatches, CancellationToken cancellation)
    {
        await using var command = connection.Command(Ahead, [stretch.WriterId, stretch.From, stretch.To, RollBudget.Attempts]);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (before, last, batches, attempts) = (stretch.From, stretch.From, 0, 0L);
        while (await reader.ReadAsync(cancellation))
        {
            if (batches == maxBatches) return (last, batches);
            (before, last, batches, attempts) = (last, reader.GetInt64(0), batches + 1, attempts + reader.GetInt64(1));
        }

        // Where the look ahead ended in the middle of a batch, that one waits, unless it is the only one.
        if (attempts < RollBudget.Attempts) return (stretch.To, batches);
        return batches > 1 ? (before, batches - 1) : (last, batches);
    }

    private static async Task<RollTally> ReadAsync(NpgsqlConnection connection, Stretch stretch, CancellationToken cancellation)
    {
        var tally = new RollTally();
        await using var command = connection.Command(Attempts, [stretch.WriterId, stretch.From, stretch.To]);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            tally.Add(new RolledAttempt
            {
                Session = new SessionKey(reader.GetInt32(0), reader.GetInt32(1), FamilyNumber.ToFamily(reader.GetInt16(2))),
                At = reader.GetFieldValue<DateTimeOffset>(3),
                Outcome = (AttemptOutcome)reader.GetInt16(4),
                RoundTripUs = Long(reader, 5),
                Complete = Long(reader, 6),
                Incomplete = Long(reader, 7),
                Downloaded = Long(reader, 8),
                IntervalAsked = Long(reader, 9),
                MinIntervalAsked = Long(reader, 10),
                Peers = reader.GetInt32(11),
            });
        }

        return tally;
    }

    private static long? Long(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    private static async Task<Stretch?> FindAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.Command(FindBehind, []);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new Stretch(reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2)) : null;
    }
}
