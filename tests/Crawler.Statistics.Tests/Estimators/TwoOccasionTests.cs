using Crawler.Statistics.Estimators;
using Crawler.Statistics.Intervals;

namespace Crawler.Statistics.Tests.Estimators;

public sealed class TwoOccasionTests
{
    [Fact]
    public void Chapman_of_948_421_and_167()
    {
        Printed(2382.8, Chapman.Estimate(948, 421, 167));
        Close.To(2389.87, LincolnPetersen.Estimate(948, 421, 167)?.Value, 1e-5);
    }

    [Fact]
    public void Chapman_of_421_332_and_88_with_its_normal_interval()
    {
        var estimate = Chapman.Estimate(421, 332, 88);
        Printed(1577.9, estimate);
        var reach = Quantiles.Normal * estimate.StandardError!.Value;
        Close.Printed(1330, estimate.Value - reach, 0);
        Close.Printed(1826, estimate.Value + reach, 0);
    }

    [Fact]
    public void Chapman_of_500_149_and_7() => Close.To(9392.75, 3022.2, Chapman.Estimate(500, 149, 7));

    [Fact]
    public void Chapman_of_1000_243_and_21() => Close.To(11_101, 2183.7, Chapman.Estimate(1000, 243, 21));

    [Fact]
    public void Without_a_recapture_Lincoln_Petersen_has_no_size_and_Chapman_one_not_to_be_believed()
    {
        Assert.Null(LincolnPetersen.Estimate(50, 50, 0));
        var estimate = Chapman.Estimate(50, 50, 0);
        Assert.Equal(2600, estimate.Value);
        Assert.True(estimate.StandardError > 1700);
    }

    private static void Printed(double expected, PointEstimate actual) => Close.Printed(expected, actual.Value, 1);
}
