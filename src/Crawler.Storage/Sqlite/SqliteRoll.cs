using Crawler.Protocol.Attempts;
using Crawler.Storage.Log;
using Crawler.Storage.Merge;
using Crawler.Storage.Rollups;
using Microsoft.Data.Sqlite;

namespace Crawler.Storage.Sqlite;

/// <summary>Rolls a stretch of one writer's log up in one transaction with the watermark's advance.</summary>
internal sealed class SqliteRoll(SqliteFile file)
{
    /// <summary>A crawler that was running when the database was migrated brings new writers without a watermark here.</summary>
    private const string AddMissing =
        "INSERT INTO roll_watermark (writer_id, sequence) SELECT id, 0 FROM log_writer WHERE id NOT IN (SELECT writer_id FROM roll_watermark)";

    private const string FindBehind =
        """
        SELECT mark.writer_id, mark.sequence, writer.last_sequence
        FROM roll_watermark AS mark JOIN log_writer AS writer ON writer.id = mark.writer_id
        WHERE writer.last_sequence > mark.sequence
        ORDER BY writer.last_sequence - mark.sequence DESC, mark.writer_id LIMIT 1
        """;

    /// <summary>The next batch in the log; sequences may have gaps.</summary>
    private const string NextBatch =
        """
        SELECT sequence, torrent_id, tracker_id, family, at, outcome, rtt_us, complete, incomplete, downloaded, interval_asked, min_interval_asked,
            coalesce(length(peers_v4), 0) / 6 + coalesce(length(peers_v6), 0) / 18
        FROM announce
        WHERE writer_id = $0 AND sequence = (
            SELECT min(sequence) FROM announce WHERE writer_id = $0 AND sequence > $1 AND sequence <= $2)
        """;

    /// <summary>One transaction over at most so many batches; null if nothing is behind.</summary>
    public Task<RollStep?> StepAsync(int maxBatches, CancellationToken cancellation) => file.WriteAsync(connection =>
    {
        using (var add = new SqliteStatement(connection, AddMissing)) add.Execute();
        if (Find(connection) is not { } behind) return null;
        using var next = new SqliteStatement(connection, NextBatch);
        var tally = new RollTally();
        var (batches, rolled) = (0, behind.From);
        while (rolled < behind.To && batches < maxBatches && tally.Attempts < RollBudget.Attempts)
        {
            var batch = AddNext(next, behind with { From = rolled }, tally);
            if (batch is not null) batches++;
            rolled = batch ?? behind.To;
        }

        SqliteRolledTrackers.Add(connection, tally.Hours());
        SqliteStandings.Add(connection, tally.Calls(), behind with { To = rolled });
        using var advance = new SqliteStatement(connection, "UPDATE roll_watermark SET sequence = $1 WHERE writer_id = $0");
        advance.Execute(behind.WriterId, rolled);
        return new RollStep(batches, tally.Attempts);
    }, cancellation);

    private static Stretch? Find(SqliteConnection connection)
    {
        using var find = new SqliteStatement(connection, FindBehind);
        using var reader = find.Read();
        return reader.Read() ? new Stretch(reader.GetInt32(0), reader.GetInt64(1), reader.GetInt64(2)) : null;
    }

    /// <summary>Adds the batch after <see cref="Stretch.From"/>; returns its sequence, or null if there is none.</summary>
    private static long? AddNext(SqliteStatement next, Stretch stretch, RollTally tally)
    {
        using var reader = next.Read(stretch.WriterId, stretch.From, stretch.To);
        long? sequence = null;
        while (reader.Read())
        {
            sequence = reader.GetInt64(0);
            tally.Add(new RolledAttempt
            {
                Session = new SessionKey(reader.GetInt32(1), reader.GetInt32(2), FamilyNumber.ToFamily(reader.GetInt16(3))),
                At = SqliteTime.FromMicroseconds(reader.GetInt64(4)),
                Outcome = (AttemptOutcome)reader.GetInt16(5),
                RoundTripUs = Long(reader, 6),
                Complete = Long(reader, 7),
                Incomplete = Long(reader, 8),
                Downloaded = Long(reader, 9),
                IntervalAsked = Long(reader, 10),
                MinIntervalAsked = Long(reader, 11),
                Peers = reader.GetInt32(12),
            });
        }

        return sequence;
    }

    private static long? Long(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
}
