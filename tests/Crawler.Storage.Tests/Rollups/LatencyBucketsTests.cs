using Crawler.Storage.Rollups;
using FsCheck.Xunit;

namespace Crawler.Storage.Tests.Rollups;

public sealed class LatencyBucketsTests
{
    private static readonly double[] Shares = [0, 0.01, 0.5, 0.95, 1];

    [Property(Replay = "1,1")]
    public void A_quantile_is_within_five_percent_of_the_round_trip_of_that_rank(int[] seeds)
    {
        var microseconds = Array.ConvertAll(seeds, Microseconds);
        var buckets = Of(microseconds);
        Array.Sort(microseconds);

        foreach (var share in Shares)
        {
            if (microseconds.Length == 0)
            {
                Assert.Null(buckets.Quantile(share));
                continue;
            }

            var exact = microseconds[Math.Max(1, (int)Math.Ceiling(share * microseconds.Length)) - 1];
            // A time is told in ticks of a tenth of a microsecond.
            Assert.InRange(buckets.Quantile(share)!.Value.TotalMicroseconds, exact * 0.95 - 0.1, exact * 1.05 + 0.1);
        }
    }

    [Property(Replay = "1,1")]
    public void What_is_stored_in_parts_comes_to_the_whole(int[] some, int[] others)
    {
        var sum = LatencyBuckets.From(Of(Array.ConvertAll(some, Microseconds)).ToBytes());
        sum.Add(Of(Array.ConvertAll(others, Microseconds)).ToBytes());

        Assert.Equal(Of([.. some.Concat(others).Select(Microseconds)]).ToBytes(), sum.ToBytes());
        Assert.Equal(some.Length + others.Length, sum.Count);
    }

    [Fact]
    public void Large_counts_are_kept_and_a_usual_hour_takes_some_bytes()
    {
        var buckets = new LatencyBuckets();
        buckets.Add(20_000, 3_000_000_000);
        buckets.Add(25_000);

        var bytes = buckets.ToBytes()!;
        Assert.Equal(3_000_000_001, LatencyBuckets.From(bytes).Count);
        Assert.InRange(bytes.Length, 1, 10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(long.MaxValue)]
    public void A_round_trip_that_no_clock_should_tell_is_counted_at_the_end_of_the_scale(long microseconds)
    {
        var buckets = Of([microseconds]);

        Assert.Equal(1, LatencyBuckets.From(buckets.ToBytes()).Count);
        Assert.NotNull(buckets.Quantile(0.5));
    }

    [Theory]
    [InlineData("80", "breaks off in a number")]
    [InlineData("05", "a bucket without a count")]
    [InlineData("0500", "a count of nothing")]
    [InlineData("FF7F01", "no such bucket")]
    [InlineData("808080808080808080", "a number without end")]
    public void Bytes_that_it_did_not_write_are_refused(string bytes, string why) =>
        Assert.False(Assert.Throws<FormatException>(() => LatencyBuckets.From(Convert.FromHexString(bytes))).Message.Length == 0, why);

    /// <summary>From a microsecond to half an hour, as many in every doubling.</summary>
    private static long Microseconds(int seed) => (long)Math.Pow(2, (uint)seed % 3100 / 100.0);

    private static LatencyBuckets Of(long[] microseconds)
    {
        var buckets = new LatencyBuckets();
        foreach (var one in microseconds) buckets.Add(one);
        return buckets;
    }
}
