namespace Crawler.Storage.Reports;

/// <summary>
/// Quantiles from a histogram walked once in ascending order: the memory of two numbers, however long the log.
/// </summary>
/// <param name="answers">The sum of all counts to come.</param>
/// <param name="longestUs">The longest round trip, microseconds.</param>
internal sealed class LatencyWalk(long answers, long longestUs)
{
    /// <summary>Width of a bucket, microseconds.</summary>
    public const long BucketUs = 100;

    private long _passed;
    private long? _p50;
    private long? _p95;

    /// <summary>The next bucket: round trips from <c>bucket × BucketUs</c> on.</summary>
    public void Add(long bucket, long count)
    {
        _passed += count;
        // The bucket's last microsecond: never below the true value.
        var upper = Math.Min(bucket * BucketUs + BucketUs - 1, longestUs);
        if (_passed >= Rank(50)) _p50 ??= upper;
        if (_passed >= Rank(95)) _p95 ??= upper;
    }

    /// <summary>The quantiles, once all buckets are added.</summary>
    public Latency Result() => new(answers, Time(_p50), Time(_p95), Time(longestUs));

    /// <summary>Nearest rank: the smallest value with at least that share at or below it.</summary>
    private long Rank(int percent) => (answers * percent + 99) / 100;

    private TimeSpan Time(long? microseconds) => TimeSpan.FromTicks((microseconds ?? longestUs) * TimeSpan.TicksPerMicrosecond);
}
