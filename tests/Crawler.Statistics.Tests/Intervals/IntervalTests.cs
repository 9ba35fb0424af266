using Crawler.Statistics.Estimators;
using Crawler.Statistics.Intervals;

namespace Crawler.Statistics.Tests.Intervals;

public sealed class IntervalTests
{
    [Fact]
    public void A_log_normal_interval_does_not_reach_below_what_was_counted()
    {
        var interval = LogNormalInterval.About(new PointEstimate(110, 400), 100);
        Assert.InRange(interval.Low, 100, 110);
        Assert.True(interval.High > 130);
    }

    [Fact]
    public void Nobody_missed_leaves_no_width() =>
        Assert.Equal(new Interval(100, 100), LogNormalInterval.About(new PointEstimate(100, 0), 100));

    [Fact]
    public void Without_a_variance_there_is_no_upper_bound() =>
        Assert.Equal(new Interval(100, null), LogNormalInterval.About(new PointEstimate(110, null), 100));

    [Fact]
    public void Quantiles_are_those_of_the_tables()
    {
        Close.Printed(1.960, Quantiles.Normal, 3);
        Close.Printed(12.706, Quantiles.StudentT(1), 3);
        Close.Printed(2.262, Quantiles.StudentT(9), 3);
        Close.Printed(1.984, Quantiles.StudentT(100), 3);
        Assert.InRange(Quantiles.StudentT(2.5), Quantiles.StudentT(3), Quantiles.StudentT(2));
    }

    [Fact]
    public void A_jackknife_that_reaches_zero_has_no_upper_bound()
    {
        Assert.Null(OccasionJackknife.Interval(100, 1e-4, 3, 50).High);
        Assert.NotNull(OccasionJackknife.Interval(100, 1e-6, 3, 50).High);
    }

    [Fact]
    public void A_jackknife_of_means_is_their_variance()
    {
        // Means of 1 2 3 4 without each in turn: the jackknife gives s²/n = (5/3)/4.
        double[] replicates = [3, 8 / 3.0, 7 / 3.0, 2];
        Assert.Equal(5 / 12.0, OccasionJackknife.Variance(replicates), 1e-12);
    }

    [Fact]
    public void A_few_missed_in_lumps_may_be_none()
    {
        Assert.True(OccasionJackknife.MayHaveSeenAll(12, vmr: 144));
        Assert.True(OccasionJackknife.MayHaveSeenAll(3.6, vmr: 1));
        Assert.False(OccasionJackknife.MayHaveSeenAll(3.7, vmr: 1));
    }

    [Fact]
    public void Two_occasions_cannot_be_left_out_one_by_one() =>
        Assert.Null(OccasionJackknife.ReciprocalVariance([50, 50], [40, 40], 90, 250));
}
