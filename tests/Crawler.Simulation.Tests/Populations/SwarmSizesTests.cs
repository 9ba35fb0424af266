using Crawler.Simulation.Populations;
using Crawler.Simulation.Randomness;

namespace Crawler.Simulation.Tests.Populations;

public class SwarmSizesTests
{
    private readonly SwarmSizes _sizes = new(exponent: 1.2, cutoff: 2_000);

    [Fact]
    public void Most_swarms_are_small_and_few_exceed_the_cutoff()
    {
        var random = new SeededRandom(7);
        var drawn = Enumerable.Range(0, 50_000).Select(_ => _sizes.Draw(random)).ToArray();

        Assert.All(drawn, size => Assert.True(size >= 1));
        Assert.InRange(drawn.Count(size => size <= 10) / 50_000.0, 0.55, 0.75);
        Assert.InRange(drawn.Count(size => size > 10_000), 0, 50);
        Assert.Equal(1, drawn.Average() / _sizes.Mean, 0.05);
    }

    [Fact]
    public void Sizes_fall_by_the_power_they_were_given()
    {
        var random = new SeededRandom(8);
        var counts = Enumerable.Range(0, 100_000).CountBy(_ => _sizes.Draw(random)).ToDictionary();

        Assert.Equal(Math.Pow(2, 1.2), (double)counts[1] / counts[2], 0.1);
        Assert.Equal(Math.Pow(2, 1.2), (double)counts[2] / counts[4], 0.15);
    }

    [Fact]
    public void Many_swarms_have_infohashes_of_their_own()
    {
        var plans = SwarmPlan.Many(500, _sizes, new SeededRandom(9)).ToArray();

        Assert.Equal(500, plans.Select(plan => plan.InfoHash).Distinct().Count());
        Assert.Equal(plans, SwarmPlan.Many(500, _sizes, new SeededRandom(9)));
    }
}
