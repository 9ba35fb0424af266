namespace Crawler.Storage.Log;

/// <summary>Durations as both stores keep them: whole microseconds, which hold every <see cref="TimeSpan"/>.</summary>
internal static class Microseconds
{
    /// <summary>Whole microseconds; null stays null.</summary>
    public static long? Of(TimeSpan? time) => time?.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The inverse of <see cref="Of"/>.</summary>
    public static TimeSpan? ToTime(long? microseconds) =>
        microseconds is { } count ? TimeSpan.FromTicks(count * TimeSpan.TicksPerMicrosecond) : null;
}
