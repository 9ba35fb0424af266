using Crawler.Storage.Log;
using Npgsql;
using NpgsqlTypes;

namespace Crawler.Storage.Postgres;

/// <summary>The peers at their own addresses: written beside the log where that is asked for, dropped by the day.</summary>
internal static class PostgresAsSent
{
    private const string Copy = "COPY announce_as_sent (writer_id, sequence, ordinal, at, peers_v4, peers_v6) FROM STDIN (FORMAT BINARY)";

    private const string Days =
        """
        SELECT part.relname FROM pg_inherits JOIN pg_class AS part ON part.oid = inhrelid
        WHERE inhparent = 'announce_as_sent'::regclass ORDER BY part.relname
        """;

    /// <summary>Inside the caller's transaction.</summary>
    public static async Task InsertAsync(NpgsqlConnection connection, LogBatch batch, int writerId, CancellationToken cancellation)
    {
        var rows = batch.Entries.Index().Where(entry => entry.Item.AsSent is { Count: > 0 }).ToList();
        if (rows.Count == 0) return;
        await connection.CopyAsync(Copy, rows, Write, cancellation);

        void Write(NpgsqlBinaryImporter copy, (int Ordinal, LogEntry Entry) row)
        {
            copy.Write(writerId, NpgsqlDbType.Integer);
            copy.Write(batch.Sequence, NpgsqlDbType.Bigint);
            copy.Write(row.Ordinal, NpgsqlDbType.Integer);
            copy.Write(row.Entry.Attempt.At.ToUniversalTime(), NpgsqlDbType.TimestampTz);
            copy.Write(row.Entry.AsSent!.CompactV4.ToArray(), NpgsqlDbType.Bytea);
            copy.Write(row.Entry.AsSent.CompactV6.ToArray(), NpgsqlDbType.Bytea);
        }
    }

    /// <summary>Drops the days that ended at or before a time.</summary>
    /// <returns>Days dropped.</returns>
    public static async Task<int> DropAsync(NpgsqlDataSource source, DateTimeOffset before, CancellationToken cancellation)
    {
        var ended = new List<string>();
        await using (var command = source.CreateCommand(Days))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
            while (await reader.ReadAsync(cancellation))
                if (PostgresLogDays.DayOf(PostgresLogDays.AsSent, reader.GetString(0)) is { } day && LogDay.Start(day).AddDays(1) <= before)
                    ended.Add(reader.GetString(0));

        foreach (var name in ended)
        {
            await source.InTransactionAsync(async connection =>
            {
                // Appends queue behind this lock while it waits for readers, so it does not wait long.
                await connection.ExecuteAsync("SET LOCAL lock_timeout = '10s'", [], cancellation);
                return await connection.ExecuteAsync($"DROP TABLE IF EXISTS {name}", [], cancellation);
            }, cancellation);
        }

        return ended.Count;
    }
}
