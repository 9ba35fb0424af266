namespace Crawler.Storage.Sqlite;

/// <summary>Times as SQLite keeps them: microseconds since 1970, as fine as <c>timestamptz</c>.</summary>
internal static class SqliteTime
{
    /// <summary>To the microsecond; the ends of time become the ends of the integers, as PostgreSQL has infinities.</summary>
    public static long ToMicroseconds(DateTimeOffset time) =>
        time == DateTimeOffset.MaxValue ? long.MaxValue
        : time == DateTimeOffset.MinValue ? long.MinValue
        : (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The inverse of <see cref="ToMicroseconds"/>.</summary>
    public static DateTimeOffset FromMicroseconds(long microseconds) => microseconds switch
    {
        long.MaxValue => DateTimeOffset.MaxValue,
        long.MinValue => DateTimeOffset.MinValue,
        _ => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond),
    };
}
