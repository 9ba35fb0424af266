using Crawler.Storage.Retention;
using Microsoft.Data.Sqlite;

namespace Crawler.Storage.Sqlite;

/// <summary>
/// Takes stock of the file. A day's bytes are its rows' own, by the lengths of what varies and the usual of the rest, with
/// its part of the indexes: within some tens of percent, and whoever drops looks again. Walks the log once.
/// </summary>
internal static class SqliteInventory
{
    private const string Raw =
        """
        SELECT at / $0, count(*), sum(220 + coalesce(length(peers_v4), 0) + coalesce(length(peers_v6), 0) + coalesce(length(error), 0)
            + coalesce(length(warning), 0)) FROM announce GROUP BY 1 ORDER BY 1
        """;

    private const string Hours = "SELECT hour / $0, count(*), sum(130 + coalesce(length(latency), 0)) FROM tracker_hour GROUP BY 1 ORDER BY 1";

    private const string Days = "SELECT day / $0, count(*), sum(130 + coalesce(length(latency), 0)) FROM tracker_day GROUP BY 1 ORDER BY 1";

    /// <summary>All but one of each series.</summary>
    private const string Estimates =
        """
        SELECT day, sum(rows - 1), sum(rows - 1) * 240 FROM (
            SELECT to_at / $0 AS day, count(*) AS rows FROM swarm_estimate GROUP BY 1, torrent_id, tracker_id, family, kind)
        GROUP BY day HAVING sum(rows - 1) > 0 ORDER BY day
        """;

    /// <summary>All tiers in one snapshot.</summary>
    /// <param name="connection">To read by.</param>
    /// <param name="fileBytes">The file with its write-ahead log.</param>
    public static StoreInventory Read(SqliteConnection connection, long fileBytes)
    {
        using var snapshot = connection.BeginTransaction(deferred: true);
        var unmerged = SqliteRetention.Unmerged(connection, long.MaxValue);
        return new StoreInventory
        {
            Raw = [.. Tier(connection, Raw).Select(day => day with { IsSettled = !unmerged.Contains(day.Day) })],
            Hours = Tier(connection, Hours),
            Days = Tier(connection, Days),
            Estimates = Tier(connection, Estimates),
            FileBytes = fileBytes,
            UsedBytes = fileBytes - FreeBytes(connection),
        };
    }

    /// <summary>Bytes of pages that what comes next takes before the file grows.</summary>
    public static long FreeBytes(SqliteConnection connection)
    {
        using var free = new SqliteStatement(connection, "SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size");
        return (long)free.Scalar()!;
    }

    private static List<TierDay> Tier(SqliteConnection connection, string sql)
    {
        using var statement = new SqliteStatement(connection, sql);
        using var reader = statement.Read(SqliteRetention.MicrosecondsADay);
        var days = new List<TierDay>();
        while (reader.Read()) days.Add(new TierDay(SqliteRetention.Day(reader.GetInt64(0)), reader.GetInt64(1), reader.GetInt64(2)));
        return days;
    }
}
