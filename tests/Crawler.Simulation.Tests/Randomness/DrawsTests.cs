using Crawler.Simulation.Randomness;

namespace Crawler.Simulation.Tests.Randomness;

public class DrawsTests
{
    private readonly SeededRandom _random = new(5);

    [Fact]
    public void Exponential_draws_have_mean_and_deviation_one()
    {
        var draws = Many(_random.NextExponential);

        Assert.Equal(1, draws.Average(), 0.02);
        Assert.Equal(1, Variance(draws), 0.05);
    }

    [Fact]
    public void Normal_draws_have_mean_zero_and_deviation_one()
    {
        var draws = Many(_random.NextNormal);

        Assert.Equal(0, draws.Average(), 0.02);
        Assert.Equal(1, Variance(draws), 0.03);
    }

    [Fact]
    public void Gamma_draws_have_mean_and_variance_of_their_shape()
    {
        var draws = Many(() => _random.NextGamma(3.63));

        Assert.Equal(3.63, draws.Average(), 0.05);
        Assert.Equal(3.63, Variance(draws), 0.15);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(10, 3)]
    [InlineData(10, 10)]
    [InlineData(10, 99)]
    public void Distinct_draws_are_distinct_and_in_range(int from, int count)
    {
        var drawn = _random.Distinct(from, count).ToArray();

        Assert.Equal(Math.Min(from, count), drawn.Distinct().Count());
        Assert.Equal(drawn.Length, drawn.Distinct().Count());
        Assert.All(drawn, number => Assert.InRange(number, 0, from - 1));
    }

    [Fact]
    public void Every_pair_is_as_likely_as_any_other()
    {
        var counts = new Dictionary<(int, int), int>();
        for (var i = 0; i < 20_000; i++)
        {
            var pair = _random.Distinct(5, 2).Order().ToArray();
            counts[(pair[0], pair[1])] = counts.GetValueOrDefault((pair[0], pair[1])) + 1;
        }

        Assert.Equal(10, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 1_800, 2_200));
    }

    private static double[] Many(Func<double> draw) => [.. Enumerable.Range(0, 40_000).Select(_ => draw())];

    private static double Variance(double[] draws)
    {
        var mean = draws.Average();
        return draws.Average(draw => (draw - mean) * (draw - mean));
    }
}
