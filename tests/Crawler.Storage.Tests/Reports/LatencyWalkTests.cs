using Crawler.Storage.Reports;

namespace Crawler.Storage.Tests.Reports;

public sealed class LatencyWalkTests
{
    [Theory]
    [InlineData(new long[] { 250 }, 250, 250)]
    [InlineData(new long[] { 100, 900 }, 199, 900)]
    [InlineData(new long[] { 0, 99, 100, 199, 10_000 }, 199, 10_000)]
    public void Quantiles_are_of_the_nearest_rank_and_never_understated(long[] roundTripsUs, long p50, long p95)
    {
        var walk = new LatencyWalk(roundTripsUs.Length, roundTripsUs.Max());
        foreach (var bucket in roundTripsUs.GroupBy(us => us / LatencyWalk.BucketUs).OrderBy(bucket => bucket.Key))
            walk.Add(bucket.Key, bucket.Count());

        Assert.Equal(
            new Latency(roundTripsUs.Length, Time(p50), Time(p95), Time(roundTripsUs.Max())),
            walk.Result());
    }

    private static TimeSpan Time(long microseconds) => TimeSpan.FromMicroseconds(microseconds);
}
