using Crawler.Statistics.Estimators;
using Crawler.Statistics.Tests.Occasions;

namespace Crawler.Statistics.Tests.Estimators;

public sealed class DarrochTests
{
    [Fact]
    public void Three_occasions_worked_by_hand_have_the_root_of_a_quadratic()
    {
        var occasions = Made.From([1, 2, 3, 4, 5], [4, 5, 6, 7, 8], [1, 2, 8, 9, 10]);
        Assert.Equal(10, occasions.Distinct);
        Assert.Equal([5, 5], occasions.Frequencies);
        Close.To((15 + Math.Sqrt(125)) / 2, 3.078, Darroch.Estimate(occasions));
        Close.To(15, PairwiseCollision.Estimate(occasions)?.Value);
    }

    /// <summary>Cormack's snowshoe hares: six occasions, 68 hares.</summary>
    [Fact]
    public void Snowshoe_hares_come_out_as_published()
    {
        Close.To(75.066, 3.352, Darroch.Estimate([16, 28, 20, 26, 23, 32], 68));
        Close.To(75.434, 3.455, EqualCatch.Estimate(6, 145, 68));
    }

    /// <summary>Four reporting centres in Rome (Abeni et al. 1994): 1 896 people, of whom 1 774 are on one list only.</summary>
    [Fact]
    public void Four_lists_of_Rome_come_out_as_published() =>
        Close.To(11_124.6, 904.8, Darroch.Estimate([466, 630, 693, 236], 1896));

    [Fact]
    public void Two_occasions_are_Lincoln_and_Petersen()
    {
        Close.To(LincolnPetersen.Estimate(948, 421, 167)!.Value.Value, Darroch.Estimate([948, 421], 948 + 421 - 167)?.Value, 1e-9);
        Close.To(130.4, Darroch.Estimate([948, 421], 948 + 421 - 167)?.StandardError);
    }

    [Fact]
    public void Nobody_seen_twice_has_no_finite_size() => Assert.Null(Darroch.Estimate([50, 50, 50], 150));

    [Fact]
    public void Nobody_seen_has_no_size() => Assert.Null(Darroch.Estimate([0, 0], 0));

    [Fact]
    public void One_occasion_alone_has_no_finite_size() => Assert.Null(Darroch.Estimate([50], 50));

    [Fact]
    public void A_reply_that_named_all_that_was_ever_seen_is_the_swarm() =>
        Assert.Equal(new PointEstimate(50, 0), Darroch.Estimate([50, 20, 30], 50));

    [Fact]
    public void An_occasion_that_named_nobody_changes_nothing()
    {
        var with = Darroch.Estimate([50, 0, 40, 30], 100)!.Value;
        var without = Darroch.Estimate([50, 40, 30], 100)!.Value;
        Assert.Equal(without.Value, with.Value, 1e-9);
        Assert.Equal(without.Variance!.Value, with.Variance!.Value, 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_root_solves_its_equation_whatever_the_sizes(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < 2000; run++)
        {
            var sizes = new double[random.Next(2, 65)];
            for (var i = 0; i < sizes.Length; i++) sizes[i] = random.Next(1, 400);
            var (largest, sum) = (sizes.Max(), sizes.Sum());
            var distinct = Math.Floor(largest + 1 + (random.NextDouble() * (sum - largest - 2)));
            if (distinct >= sum || distinct <= largest) continue;
            var root = Assert.NotNull(Darroch.Root(sizes, distinct));
            var expected = root * (1 - sizes.Aggregate(1.0, (missed, size) => missed * (1 - (size / root))));
            Assert.Equal(distinct, expected, 1e-6);
            Assert.True(root >= distinct);
        }
    }

    [Fact]
    public void Leaving_an_occasion_out_is_never_having_had_it()
    {
        double[] sizes = [50, 60, 40, 30];
        Assert.Equal(Darroch.Root([50, 40, 30], 90), Darroch.Root(sizes, 90, without: 1));
        Close.To(Darroch.Root([50, 40, 30], 90)!.Value, Darroch.Root(sizes, 90, without: 1, near: 130), 1e-9);
    }

    [Fact]
    public void Over_even_draws_it_is_right_on_average_and_its_variance_is_what_it_says()
    {
        var random = new Random(4);
        var estimates = Enumerable.Range(0, 400).Select(_ => Darroch.Estimate(Made.Even(random, 1000, 50, 10))!.Value).ToArray();
        var mean = estimates.Average(estimate => estimate.Value);
        var spread = Math.Sqrt(estimates.Average(estimate => Math.Pow(estimate.Value - mean, 2)));
        Assert.InRange(mean, 980, 1020);
        Assert.InRange(estimates.Average(estimate => estimate.StandardError!.Value) / spread, 0.9, 1.1);
    }
}
