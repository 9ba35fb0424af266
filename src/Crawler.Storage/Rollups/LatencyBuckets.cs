namespace Crawler.Storage.Rollups;

/// <summary>
/// Round trips as counts in buckets that widen with the value, so that quantiles can be told of any sum of stretches with
/// a relative error below 10 %. Stored sparse: (bucket, count) pairs as LEB128 numbers, buckets ascending and as differences.
/// </summary>
public sealed class LatencyBuckets
{
    private readonly SortedDictionary<int, long> _counts = [];

    /// <summary>How many round trips.</summary>
    public long Count { get; private set; }

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null is empty.</summary>
    /// <exception cref="FormatException">It wrote something else.</exception>
    public static LatencyBuckets From(byte[]? bytes) => throw new NotImplementedException();

    /// <summary>Adds round trips of so many microseconds.</summary>
    public void Add(long microseconds, long times = 1) => throw new NotImplementedException();

    /// <summary>Adds all of another.</summary>
    public void Add(LatencyBuckets other) => throw new NotImplementedException();

    /// <summary>The smallest bucket's upper end with at least this share at or below it; null without round trips.</summary>
    /// <param name="share">0–1.</param>
    public TimeSpan? Quantile(double share) => throw new NotImplementedException();

    /// <summary>For the store; null if empty.</summary>
    public byte[]? ToBytes() => throw new NotImplementedException();
}
