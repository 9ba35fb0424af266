using System.Globalization;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Sqlite;

namespace Crawler.Storage.Reports.Stats;

/// <summary>Counts the calls made after a time that differs from one to the other: the proof that somebody was left alone, or not.</summary>
internal static class CallsAfter
{
    /// <summary>
    /// A condition on the log: somebody was called. A name that was looked up is no call, nor is what we kept from making; a
    /// connection that came to nothing is one.
    /// </summary>
    public static readonly string Made = $"(stage >= {(int)AttemptStage.Connect} OR transmissions > 0)";

    /// <summary>
    /// The tracker a call went to. The plus keeps SQLite from making itself an index of the whole log: it walks the log and looks
    /// up who is asked for. Swarms have an index of their own.
    /// </summary>
    public const string Tracker = "+tracker_id";

    /// <summary>The swarm a call was about.</summary>
    public const string Torrent = "torrent_id";

    private const int AtOnce = 5000;

    /// <summary>What was found for one.</summary>
    /// <param name="Calls">How many.</param>
    /// <param name="LastAt">The last of them.</param>
    public readonly record struct Found(long Calls, DateTimeOffset? LastAt)
    {
        /// <summary>Both together.</summary>
        public static Found operator +(Found one, Found other) => new(one.Calls + other.Calls, one.LastAt > other.LastAt || other.LastAt is null ? one.LastAt : other.LastAt);
    }

    /// <summary>Calls strictly after a time and before another, by the key of whom they are about.</summary>
    /// <param name="reader">What of.</param>
    /// <param name="column"><see cref="Tracker"/> or <see cref="Torrent"/>.</param>
    /// <param name="asked">Key, number, from, until (null: to the end) and campaign (null: whichever).</param>
    public static async Task<Dictionary<int, Found>> ReadAsync(
        StatsReader reader, string column, IEnumerable<(int Key, int Id, long AfterUs, DateTimeOffset? Until, int? Campaign)> asked)
    {
        var found = new Dictionary<int, Found>();
        foreach (var some in asked.Chunk(AtOnce))
        {
            var rows = string.Join(',', some.Select(one => string.Create(
                CultureInfo.InvariantCulture, $"({one.Key},{one.Id},{one.AfterUs},{(one.Until is { } until ? SqliteTime.ToMicroseconds(until) : long.MaxValue)},{one.Campaign ?? 0})")));
            var sql =
                $"""
                WITH asked(who, id, after_us, until_us, by_campaign) AS (VALUES {rows})
                SELECT who, count(*), max(at) FROM asked JOIN announce ON {column} = id
                WHERE {reader.Dialect.Microseconds("at")} > after_us AND {reader.Dialect.Microseconds("at")} < until_us AND (by_campaign = 0 OR by_campaign = campaign_id)
                    AND {Made} AND {reader.Calls}
                GROUP BY who
                """;
            await foreach (var row in reader.RowsAsync(sql))
            {
                var who = row.GetInt32(0);
                found[who] = found.GetValueOrDefault(who) + new Found(row.GetInt64(1), reader.Dialect.Time(row, 2));
            }
        }

        return found;
    }
}
