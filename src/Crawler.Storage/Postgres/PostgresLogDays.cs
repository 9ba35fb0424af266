using System.Collections.Concurrent;
using System.Globalization;
using Crawler.Storage.Log;
using Npgsql;

namespace Crawler.Storage.Postgres;

/// <summary>
/// The partitions of a table of the log, one a day (UTC), so that retention drops files instead of deleting rows. There is
/// no default partition: rows that went there would have to be moved before their day could be made, under a lock that
/// stops the crawl. Instead whoever appends makes the day it needs, and the next, before it needs it.
/// </summary>
internal sealed class PostgresLogDays(NpgsqlDataSource source, string table)
{
    /// <summary>The log.</summary>
    public const string Log = "announce";

    /// <summary>The peers at their own addresses beside it.</summary>
    public const string AsSent = "announce_as_sent";

    /// <summary>One maker at a time: "crawlday" in ASCII.</summary>
    private const long MakingKey = 0x63_72_61_77_6C_64_61_79;

    private readonly ConcurrentDictionary<DateOnly, bool> _known = new();

    /// <summary>Makes the days that lack a partition, and the one after each, in a transaction of its own.</summary>
    public async Task EnsureAsync(IReadOnlyList<DateOnly> days, CancellationToken cancellation)
    {
        foreach (var day in days)
        {
            if (_known.ContainsKey(day)) continue;
            await MakeAsync(day, cancellation);
            if (day < DateOnly.MaxValue.AddDays(-1)) await MakeAsync(day.AddDays(1), cancellation);
            _known[day] = true;
        }
    }

    /// <summary>Looks again the next time: somebody dropped a day that is still being written.</summary>
    public void Forget() => _known.Clear();

    /// <summary>The day of a partition, whose name is the table's and the day as yyyyMMdd; null if the name is not of one.</summary>
    public static DateOnly? DayOf(string table, string name) =>
        name.StartsWith(table + "_", StringComparison.Ordinal)
        && DateOnly.TryParseExact(name[(table.Length + 1)..], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>
    /// Attached rather than created in place: that takes no lock a reader or an appender would wait for, so a report that
    /// runs for minutes does not stop the crawl at midnight.
    /// </summary>
    private Task<bool> MakeAsync(DateOnly day, CancellationToken cancellation) => source.InTransactionAsync(async connection =>
    {
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", [MakingKey], cancellation);
        var name = $"{table}_{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";
        await using var find = connection.Command("SELECT to_regclass($1) IS NOT NULL", [name]);
        if (await find.ExecuteScalarAsync(cancellation) is true) return false;
        await connection.ExecuteAsync($"CREATE TABLE {name} (LIKE {table} INCLUDING DEFAULTS INCLUDING STORAGE)", [], cancellation);
        await connection.ExecuteAsync(
            $"ALTER TABLE {table} ATTACH PARTITION {name} FOR VALUES FROM ('{Bound(day)}') TO ('{Bound(day.AddDays(1))}')", [], cancellation);
        return true;
    }, cancellation);

    private static string Bound(DateOnly day) => LogDay.Start(day).ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture);
}
