using Crawler.Statistics.Planning;

namespace Crawler.Statistics.Tests.Planning;

public sealed class AnnounceBudgetTests
{
    [Theory]
    [InlineData(1000, 50, 0.1)]
    [InlineData(1000, 50, 0.02)]
    [InlineData(100_000, 200, 0.05)]
    [InlineData(165, 50, 0.3)]
    [InlineData(20, 50, 0.5)]
    public void It_is_the_smallest_that_is_precise_enough(double size, double reply, double halfWidth)
    {
        var announces = AnnounceBudget.ForPrecision(size, reply, halfWidth);
        var wanted = Math.Pow(1.959964 / halfWidth, 2);
        Assert.True(Precision(announces) >= wanted);
        if (announces > 2) Assert.True(Precision(announces - 1) < wanted);

        double Precision(int announces) => size * (Math.Exp(announces * reply / size) - 1 - (announces * reply / size));
    }

    [Fact]
    public void For_large_swarms_it_grows_with_the_root_of_the_size() =>
        Close.To(1.96 * Math.Sqrt(2e6) / (0.1 * 50), AnnounceBudget.ForPrecision(1e6, 50, 0.1), 0.01);

    [Fact]
    public void An_uneven_tracker_costs_its_ratio_more()
    {
        var even = AnnounceBudget.ForPrecision(10_000, 50, 0.1);
        Assert.Equal(even, AnnounceBudget.ForPrecision(10_000, 50, 0.1, vmr: 1.2));
        Close.To(even * 3, AnnounceBudget.ForPrecision(10_000, 50, 0.1, vmr: 3), 0.04);
    }

    [Theory]
    [InlineData(1000, 50, 0.9, 45)]
    [InlineData(1000, 50, 0, 1)]
    [InlineData(50, 50, 0.99, 1)]
    [InlineData(100, 50, 0.75, 2)]
    public void Seeing_a_share_takes_the_logarithm_of_what_may_be_missed(double size, double reply, double coverage, int announces) =>
        Assert.Equal(announces, AnnounceBudget.ForCoverage(size, reply, coverage));

    [Fact]
    public void Seeing_everybody_is_the_coupon_collectors_task()
    {
        Assert.Equal(150, AnnounceBudget.ForEnumeration(1000, 50));
        Assert.Equal(1, AnnounceBudget.ForEnumeration(40, 50));
    }
}
