using Crawler.Storage.Log;
using Crawler.Storage.Retention;
using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>Drops whole days of the log, each in a transaction of its own that makes sure they are merged.</summary>
internal sealed class PostgresRetention(NpgsqlDataSource source)
{
    private const string Days =
        """
        SELECT part.relname FROM pg_inherits JOIN pg_class AS part ON part.oid = inhrelid
        WHERE inhparent = 'announce'::regclass ORDER BY part.relname
        """;

    /// <summary>Drops days that ended at or before a time.</summary>
    public async Task<RetentionResult> PruneAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var (dropped, unmerged, busy, bytes) = (new List<DateOnly>(), new List<DateOnly>(), new List<DateOnly>(), 0L);
        foreach (var (name, day) in await EndedAsync(before, cancellation))
        {
            try
            {
                var freed = await DropAsync(name, cancellation);
                bytes += freed ?? 0;
                // A day made ahead that nothing came for goes without a word.
                if (freed != 0) (freed is null ? unmerged : dropped).Add(day);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                busy.Add(day);
            }
        }

        return new RetentionResult(dropped, unmerged, busy, null, bytes);
    }

    private async Task<List<(string Name, DateOnly Day)>> EndedAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var ended = new List<(string, DateOnly)>();
        await using var command = source.CreateCommand(Days);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var name = reader.GetString(0);
            if (PostgresLogDays.DayOf(PostgresLogDays.Log, name) is { } day && LogDay.Start(day).AddDays(1) <= before) ended.Add((name, day));
        }

        return ended;
    }

    /// <summary>Bytes given back, 0 if the day was empty; null if it is not merged, and then nothing was dropped.</summary>
    private async Task<long?> DropAsync(string name, CancellationToken cancellation)
    {
        // Looked at without locks first, lest a day that waits for its merge stops the crawl again and again.
        await using (var connection = await source.OpenConnectionAsync(cancellation))
            if (await IsUnmergedAsync(connection, name, cancellation)) return null;

        return await source.InTransactionAsync<long?>(async connection =>
        {
            // Appends queue behind this lock while it waits for readers, so it does not wait long.
            await connection.ExecuteAsync("SET LOCAL lock_timeout = '2s'", [], cancellation);
            await connection.ExecuteAsync("LOCK TABLE ONLY announce IN ACCESS EXCLUSIVE MODE", [], cancellation);
            await connection.ExecuteAsync($"LOCK TABLE {name} IN ACCESS EXCLUSIVE MODE", [], cancellation);
            // A spool that was drained meanwhile may have brought rows of that day.
            if (await IsUnmergedAsync(connection, name, cancellation)) return null;
            await using var size = connection.Command($"SELECT CASE WHEN EXISTS (SELECT FROM {name}) THEN pg_total_relation_size($1::regclass) ELSE 0 END", [name]);
            var bytes = (long)(await size.ExecuteScalarAsync(cancellation))!;
            await connection.ExecuteAsync($"DROP TABLE {name}", [], cancellation);
            return bytes;
        }, cancellation);
    }

    /// <summary>Asks writers that are behind, and of those for rows past the watermark: a step down the key for each.</summary>
    public static async Task<bool> IsUnmergedAsync(NpgsqlConnection connection, string name, CancellationToken cancellation)
    {
        await using var command = connection.Command(
            $"""
            SELECT EXISTS (
                SELECT FROM (SELECT writer_id, least(merged.sequence, coalesce(rolled.sequence, 0)) AS sequence
                    FROM merge_watermark AS merged LEFT JOIN roll_watermark AS rolled USING (writer_id)) AS mark JOIN log_writer AS writer ON writer.id = mark.writer_id
                WHERE writer.last_sequence > mark.sequence
                  AND EXISTS (SELECT FROM {name} WHERE writer_id = mark.writer_id AND sequence > mark.sequence))
            """,
            []);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }
}
