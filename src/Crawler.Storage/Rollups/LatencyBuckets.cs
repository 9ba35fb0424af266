namespace Crawler.Storage.Rollups;

/// <summary>
/// Round trips as counts in buckets that widen with the value, so that quantiles can be told of any sum of stretches with
/// a relative error below 10 %. Stored sparse: (bucket, count) pairs as LEB128 numbers, buckets ascending and as differences.
/// </summary>
public sealed class LatencyBuckets
{
    /// <summary>Buckets to a doubling: each is 2^(1/8) = 9.05 % wider than the one below.</summary>
    private const int ToADoubling = 8;

    /// <summary>Up to 2^37 µs, more than a day.</summary>
    private const int Last = 37 * ToADoubling;

    private readonly SortedDictionary<int, long> _counts = [];

    /// <summary>How many round trips.</summary>
    public long Count { get; private set; }

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null is empty.</summary>
    /// <exception cref="FormatException">It wrote something else.</exception>
    public static LatencyBuckets From(byte[]? bytes)
    {
        var buckets = new LatencyBuckets();
        buckets.Add(bytes);
        return buckets;
    }

    /// <summary>Adds round trips of so many microseconds.</summary>
    public void Add(long microseconds, long times = 1) => Raise(BucketOf(microseconds), times);

    /// <summary>Adds all that <see cref="ToBytes"/> of another wrote; null is empty.</summary>
    /// <exception cref="FormatException">It wrote something else.</exception>
    public void Add(byte[]? bytes)
    {
        ReadOnlySpan<byte> rest = bytes;
        var bucket = 0L;
        while (rest.Length > 0)
        {
            bucket += Number(ref rest);
            if (bucket > Last) throw new FormatException("no such bucket of round trips");
            Raise((int)bucket, Number(ref rest));
        }
    }

    /// <summary>A time in the bucket with at least this share at or below it, never off by more than 5 %; null without round trips.</summary>
    /// <param name="share">0–1.</param>
    public TimeSpan? Quantile(double share)
    {
        if (Count == 0) return null;
        // Nearest rank.
        var (rank, passed) = (Math.Max(1, (long)Math.Ceiling(share * Count)), 0L);
        foreach (var (bucket, count) in _counts)
        {
            passed += count;
            if (passed >= rank) return TimeSpan.FromMicroseconds(Math.Pow(2, (bucket - 0.5) / ToADoubling));
        }

        return null;
    }

    /// <summary>For the store; null if empty.</summary>
    public byte[]? ToBytes()
    {
        if (Count == 0) return null;
        var bytes = new List<byte>(2 * _counts.Count);
        var before = 0;
        foreach (var (bucket, count) in _counts)
        {
            Write(bytes, bucket - before);
            Write(bytes, count);
            before = bucket;
        }

        return [.. bytes];
    }

    /// <summary>The bucket whose upper end is the first at or above a value.</summary>
    private static int BucketOf(long microseconds) =>
        microseconds <= 1 ? 0 : Math.Min(Last, (int)Math.Ceiling(Math.Log2(microseconds) * ToADoubling));

    private void Raise(int bucket, long times)
    {
        if (times <= 0) throw new FormatException("round trips that are not there");
        _counts[bucket] = _counts.GetValueOrDefault(bucket) + times;
        Count += times;
    }

    private static void Write(List<byte> bytes, long number)
    {
        for (; number > 0x7f; number >>= 7) bytes.Add((byte)(number | 0x80));
        bytes.Add((byte)number);
    }

    private static long Number(ref ReadOnlySpan<byte> rest)
    {
        var number = 0L;
        for (var shift = 0; shift < 56; shift += 7)
        {
            if (rest.Length == 0) break;
            var next = rest[0];
            rest = rest[1..];
            number |= (long)(next & 0x7f) << shift;
            if (next < 0x80) return number;
        }

        throw new FormatException("a number of round trips breaks off");
    }
}
