using Crawler.Statistics.Series;

namespace Crawler.Statistics.Tests.Series;

public sealed class ExponentialDecayTests
{
    [Fact]
    public void Counts_that_follow_the_law_give_its_numbers_back()
    {
        var fit = ExponentialDecay.Fit([.. Enumerable.Range(0, 60).Select(i => (long)Math.Round(100_000 * Math.Exp(-(i + 0.5) / 12)))])!;

        Assert.InRange(fit.Tau, 11.99, 12.01);
        Assert.InRange(fit.Initial, 99_900, 100_100);
    }

    [Fact]
    public void The_standard_error_covers_what_chance_does()
    {
        var random = new Random(1);
        var within = 0;
        for (var run = 0; run < 300; run++)
        {
            var fit = ExponentialDecay.Fit([.. Enumerable.Range(0, 48).Select(i => Poisson(random, 20 * Math.Exp(-(i + 0.5) / 15)))])!;
            if (Math.Abs(fit.Tau - 15) <= 1.96 * fit.TauError) within++;
        }

        Assert.InRange(within / 300.0, 0.90, 0.985);
    }

    [Fact]
    public void Growth_has_a_negative_tau() => Assert.True(ExponentialDecay.Fit([1, 2, 4, 8, 16, 32])!.Tau < 0);

    [Theory]
    [InlineData(new long[] { 5, 4, 3 })]
    [InlineData(new long[] { 0, 0, 0, 0, 0 })]
    [InlineData(new long[] { 3, 3, 3, 3, 3 })]
    public void Where_there_is_nothing_to_fit_there_is_no_fit(long[] counts) => Assert.Null(ExponentialDecay.Fit(counts));

    private static long Poisson(Random random, double mean)
    {
        var (count, product) = (-1L, 1.0);
        for (var limit = Math.Exp(-mean); product > limit; count++) product *= random.NextDouble();
        return count;
    }
}
