using System.Data.Common;
using System.Globalization;
using Crawler.Storage.Postgres;
using Crawler.Storage.Sqlite;

namespace Crawler.Storage.Reports.Stats;

/// <summary>The few words in which the two stores' SQL differs; all else in the statistics is one text for both.</summary>
internal abstract class StatsDialect
{
    /// <summary>That of a context.</summary>
    public static StatsDialect Of(CrawlerDbContext db) => db is PostgresCrawlerContext ? new Postgres() : new Sqlite();

    /// <summary>An instant as a literal.</summary>
    public abstract string Instant(DateTimeOffset at);

    /// <summary>A column of instants in microseconds since 1970.</summary>
    public abstract string Microseconds(string column);

    /// <summary>The number of whole stretches of so many seconds since 1970.</summary>
    public abstract string Slot(string column, long seconds);

    /// <summary>A column of addresses as 4 or 16 bytes.</summary>
    public abstract string Bytes(string column);

    /// <summary>The /24 of an IPv4 address, the /48 of an IPv6 one: something equal where that is.</summary>
    public abstract string Network(string column);

    /// <summary>1 for IPv6, 0 for IPv4.</summary>
    public abstract string IsV6(string column);

    /// <summary>An aggregate: numbers in ascending order with commas between.</summary>
    public abstract string Joined(string column);

    /// <summary>Whether a text is in another; neither is a pattern.</summary>
    public abstract string Contains(string text, string part);

    /// <summary>A column of bytes in hexadecimal, lower case.</summary>
    public abstract string Hex(string column);

    /// <summary>A column of instants as it comes.</summary>
    public abstract DateTimeOffset Time(DbDataReader row, int column);

    private sealed class Postgres : StatsDialect
    {
        public override string Contains(string text, string part) => $"strpos({text}, {part}) > 0";

        public override string Hex(string column) => $"encode({column}, 'hex')";

        public override DateTimeOffset Time(DbDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);

        public override string Instant(DateTimeOffset at) => $"timestamptz '{at.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}+00'";

        public override string Microseconds(string column) => $"CAST(extract(epoch FROM {column}) * 1000000 AS bigint)";

        public override string Slot(string column, long seconds) => $"CAST(floor(extract(epoch FROM {column}) / {seconds}) AS bigint)";

        // The wire form: family, bits, flag and length, a byte each, then the address.
        public override string Bytes(string column) => $"substring(inet_send({column}) FROM 5)";

        public override string Network(string column) => $"network(set_masklen({column}, CASE family({column}) WHEN 4 THEN 24 ELSE 48 END))";

        public override string IsV6(string column) => $"CASE family({column}) WHEN 4 THEN 0 ELSE 1 END";

        public override string Joined(string column) => $"string_agg(CAST({column} AS text), ',' ORDER BY {column})";
    }

    private sealed class Sqlite : StatsDialect
    {
        public override string Contains(string text, string part) => $"instr({text}, {part}) > 0";

        // Of nothing hex() would make an empty text.
        public override string Hex(string column) => $"CASE WHEN {column} IS NULL THEN NULL ELSE lower(hex({column})) END";

        public override DateTimeOffset Time(DbDataReader row, int column) => SqliteTime.FromMicroseconds(row.GetInt64(column));

        public override string Instant(DateTimeOffset at) => SqliteTime.ToMicroseconds(at).ToString(CultureInfo.InvariantCulture);

        public override string Microseconds(string column) => column;

        public override string Slot(string column, long seconds) => $"({column} / {seconds * 1_000_000})";

        public override string Bytes(string column) => column;

        public override string Network(string column) => $"substr({column}, 1, CASE length({column}) WHEN 4 THEN 3 ELSE 6 END)";

        public override string IsV6(string column) => $"CASE length({column}) WHEN 4 THEN 0 ELSE 1 END";

        public override string Joined(string column) => $"group_concat({column}, ',' ORDER BY {column})";
    }
}
