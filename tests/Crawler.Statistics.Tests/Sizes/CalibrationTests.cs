using Crawler.Statistics.Occasions;
using Crawler.Statistics.Sizes;
using Crawler.Statistics.Tests.Occasions;

namespace Crawler.Statistics.Tests.Sizes;

/// <summary>A small calibration: what <c>bench calibrate</c> tabulates, for swarms of 1 000, with bounds that hold under these seeds.</summary>
public sealed class CalibrationTests
{
    private const int Truth = 1000, Runs = 300;

    [Theory]
    [InlineData(50, 10)]
    [InlineData(50, 30)]
    [InlineData(200, 5)]
    [InlineData(200, 20)]
    public void Even_draws_are_sized_without_bias_and_within_the_interval(int reply, int occasions)
    {
        var random = new Random(reply + occasions);
        Holds(() => Made.Even(random, Truth, reply, occasions));
    }

    [Theory]
    [InlineData(50, 12)]
    [InlineData(50, 40)]
    [InlineData(200, 20)]
    public void Strata_of_half_a_ring_are_sized_without_bias_and_within_the_interval(int reply, int occasions)
    {
        var random = new Random(reply + occasions);
        Holds(() => Made.Strata(random, Truth, reply, occasions));
    }

    private static void Holds(Func<OccasionSummary> sample)
    {
        var context = new SampleContext { Complete = 300, Incomplete = 700 };
        var estimates = Enumerable.Range(0, Runs).Select(_ => SizeEstimator.Estimate(sample(), context)).ToArray();
        var median = estimates.Select(estimate => estimate.Size ?? double.PositiveInfinity).Order().ElementAt(Runs / 2);
        Assert.InRange(median / Truth, 0.97, 1.03);
        Assert.InRange(estimates.Count(estimate => estimate.Low <= Truth && !(estimate.High < Truth)) / (double)Runs, 0.93, 1);
        Assert.InRange(estimates.Count(estimate => (estimate.Flags & SizeFlags.ClaimMismatch) != 0 || estimate.IsSuspect) / (double)Runs, 0, 0.02);
    }
}
