using Crawler.Storage.Retention;
using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>Takes stock of the database. Days of the log are measured, each a table of its own; of the other tiers the table is, and a day has its share by rows.</summary>
internal static class PostgresInventory
{
    private const string Raw =
        """
        SELECT part.relname, greatest(part.reltuples, 0)::bigint, pg_total_relation_size(part.oid) FROM pg_inherits JOIN pg_class AS part ON part.oid = inhrelid
        WHERE inhparent = 'announce'::regclass ORDER BY part.relname
        """;

    /// <summary>All but one of each series.</summary>
    private const string Estimates =
        """
        SELECT day, sum(rows - 1)::bigint, (sum(rows - 1) * (SELECT pg_total_relation_size('swarm_estimate')) / greatest(sum(sum(rows)) OVER (), 1))::bigint FROM (
            SELECT (to_at AT TIME ZONE 'UTC')::date AS day, count(*) AS rows FROM swarm_estimate GROUP BY 1, torrent_id, tracker_id, family, kind) AS series
        GROUP BY day ORDER BY day
        """;

    /// <summary>All tiers.</summary>
    public static async Task<StoreInventory> ReadAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var raw = new List<TierDay>();
        foreach (var (name, rows, bytes) in await PartitionsAsync(connection, cancellation))
        {
            if (PostgresLogDays.DayOf(PostgresLogDays.Log, name) is not { } day) continue;
            raw.Add(new TierDay(day, rows, bytes, !await PostgresRetention.IsUnmergedAsync(connection, name, cancellation)));
        }

        await using var size = connection.Command("SELECT pg_database_size(current_database())", []);
        var used = (long)(await size.ExecuteScalarAsync(cancellation))!;
        return new StoreInventory
        {
            Raw = raw,
            Hours = await DaysAsync(connection, Shares("tracker_hour", "hour"), cancellation),
            Days = await DaysAsync(connection, Shares("tracker_day", "day"), cancellation),
            Estimates = [.. (await DaysAsync(connection, Estimates, cancellation)).Where(day => day.Rows > 0)],
            UsedBytes = used,
            FileBytes = used,
        };
    }

    private static string Shares(string table, string time) =>
        $"""
        SELECT ({time} AT TIME ZONE 'UTC')::date AS stock, count(*), (count(*) * (SELECT pg_total_relation_size('{table}')) / sum(count(*)) OVER ())::bigint
        FROM {table} GROUP BY stock ORDER BY stock
        """;

    private static async Task<List<(string Name, long Rows, long Bytes)>> PartitionsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var parts = new List<(string, long, long)>();
        await using var command = connection.Command(Raw, []);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) parts.Add((reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)));
        return parts;
    }

    private static async Task<List<TierDay>> DaysAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        var days = new List<TierDay>();
        await using var command = connection.Command(sql, []);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) days.Add(new TierDay(reader.GetFieldValue<DateOnly>(0), reader.GetInt64(1), reader.GetInt64(2)));
        return days;
    }
}
