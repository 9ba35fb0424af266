using Crawler.Statistics.Estimators;
using Crawler.Statistics.Intervals;

namespace Crawler.Statistics.Tests.Estimators;

public sealed class ChaoTests
{
    /// <summary>Counts 0 1 1 4 2 5 2 4 1 2: nine kinds, three counted once, three twice.</summary>
    [Fact]
    public void Ten_small_counts_bias_corrected()
    {
        var estimate = Chao1.BiasCorrected(9, 3, 3);
        Close.To(9.75, estimate.Value);
        Between(9.07, 17.45, 9, estimate, 2);
    }

    /// <summary>1/4 in the last term of the variance; one well-known library has 0.24 there.</summary>
    [Fact]
    public void Ten_small_counts_uncorrected()
    {
        var estimate = Chao1.Estimate(9, 3, 3);
        Close.To(10.5, estimate.Value);
        Between(9.17, 21.88, 9, estimate, 2);
    }

    [Theory]
    [InlineData(93, 31, 18, 117.473684, 11.5854)]
    [InlineData(84, 31, 13, 117.214286, null)]
    [InlineData(90, 37, 12, 141.230769, null)]
    [InlineData(94, 27, 19, 111.55, null)]
    public void Trees_of_Barro_Colorado_plots_1_to_4(int kinds, int once, int twice, double size, double? error)
    {
        var estimate = Chao1.BiasCorrected(kinds, once, twice);
        Close.To(size, estimate.Value, 1e-6);
        if (error is { } known) Close.To(known, estimate.StandardError, 1e-4);
    }

    [Fact]
    public void Spiders_of_girdled_trees()
    {
        var estimate = Chao1.Estimate(26, 12, 4, 168);
        Close.To(43.893, 14.306, estimate);
        Between(30.511, 96.971, 26, estimate, 3);
        Close.To(0.92886, Coverage.ChaoJost(12, 4, 168, 168), 1e-5);
    }

    [Fact]
    public void Spiders_of_logged_trees()
    {
        Close.To(61.403, 18.532, Chao1.Estimate(37, 14, 4, 252));
        Close.To(0.94457, Coverage.ChaoJost(14, 4, 252, 252), 1e-5);
    }

    [Fact]
    public void Malayan_butterflies()
    {
        var estimate = Chao1.Estimate(620, 118, 74);
        Close.To(714.08, 22.67, estimate);
        Between(679, 770, 620, estimate, 0);
    }

    /// <summary>135 were there.</summary>
    [Fact]
    public void Cottontails_of_known_number()
    {
        var estimate = Chao2.Estimate(43 + 16 + 8 + 6 + 0 + 2 + 1, 43, 16, 18);
        Close.To(130.57, estimate.Value, 1e-4);
        Between(100.9, 195.6, 76, estimate, 1);
    }

    /// <summary>9 461 were there: it is a lower bound, and says no more.</summary>
    [Fact]
    public void Traffic_of_known_number_shows_a_lower_bound()
    {
        var estimate = Chao1.Estimate(1317 + 239 + 42 + 14 + 4 + 4 + 1, 1317, 239);
        Close.To(5249.6, estimate.Value);
        Assert.True(LogNormalInterval.About(estimate, 1621).High < 9461);
    }

    [Fact]
    public void Without_doubles_the_bias_corrected_form_stands_in()
    {
        Assert.Equal(Chao1.BiasCorrected(10, 4, 0), Chao1.Estimate(10, 4, 0));
        Assert.Equal(16, Chao1.Estimate(10, 4, 0).Value);
    }

    [Fact]
    public void Without_singles_nothing_was_missed() => Assert.Equal(new PointEstimate(10, 0), Chao1.Estimate(10, 0, 3));

    [Fact]
    public void Good_and_Turing_expect_the_next_to_be_new_as_often_as_singles_were()
    {
        Assert.Equal(0.75, Coverage.Good(25, 100));
        Assert.Null(Coverage.Good(0, 0));
        Assert.Null(Coverage.ChaoJost(5, 0, 5, 1));
        Assert.Equal(1, Coverage.ChaoJost(0, 5, 10, 2));
    }

    private static void Between(double low, double high, double counted, PointEstimate estimate, int digits)
    {
        var interval = LogNormalInterval.About(estimate, counted);
        Close.Printed(low, interval.Low, digits);
        Close.Printed(high, interval.High, digits);
    }
}
