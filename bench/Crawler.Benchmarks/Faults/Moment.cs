namespace Crawler.Benchmarks.Faults;

/// <summary>Times as trackers and checker compare them: microseconds since 1970.</summary>
internal static class Moment
{
    /// <summary>A time.</summary>
    public static long Of(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>This one.</summary>
    public static long Now() => Of(DateTimeOffset.UtcNow);
}
