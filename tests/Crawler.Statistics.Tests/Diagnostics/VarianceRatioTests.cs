using Crawler.Statistics.Diagnostics;
using Crawler.Statistics.Occasions;
using Crawler.Statistics.Tests.Occasions;

namespace Crawler.Statistics.Tests.Diagnostics;

public sealed class VarianceRatioTests
{
    [Fact]
    public void With_equal_replies_it_is_the_variance_of_overlaps_over_that_of_even_sampling()
    {
        var random = new Random(1);
        var replies = Enumerable.Range(0, 8).Select(_ => Made.Draw(random, 500, 40)).ToArray();
        var common = (from i in Enumerable.Range(0, 8)
                      from j in Enumerable.Range(i + 1, 7 - i)
                      select (double)replies[i].Intersect(replies[j]).Count()).ToArray();
        var mean = common.Average();
        var size = 40 * 40 / mean;
        var expected = common.Sum(m => (m - mean) * (m - mean)) / (common.Length - 1) / (mean * Math.Pow(1 - (40 / size), 2));
        Assert.Equal(expected, VarianceRatio.Of(Made.From(replies))!.Value, 1e-9);
    }

    /// <summary>Measured over 5 000 such samples: 0.69 – 1.36 between the 5th and the 95th of a hundred.</summary>
    [Fact]
    public void Even_sampling_on_ten_occasions_is_about_one()
    {
        var random = new Random(2);
        var ratios = Enumerable.Range(0, 1000).Select(_ => VarianceRatio.Of(Made.Even(random, 1000, 50, 10))!.Value).Order().ToArray();
        Assert.InRange(ratios[50], 0.63, 0.75);
        Assert.InRange(ratios[500], 0.93, 1.03);
        Assert.InRange(ratios[950], 1.27, 1.45);
    }

    [Fact]
    public void Replies_of_unlike_sizes_do_not_raise_it()
    {
        var random = new Random(3);
        int[] sizes = [20, 100, 50, 80, 30, 60, 100, 20, 50, 40];
        var ratios = Enumerable.Range(0, 400)
            .Select(_ => VarianceRatio.Of(Made.From([.. sizes.Select(size => Made.Draw(random, 1000, size))]))!.Value).Order().ToArray();
        Assert.InRange(ratios[200], 0.9, 1.1);
        Assert.InRange(ratios[380], 1.2, 1.5);
    }

    [Fact]
    public void Runs_of_a_list_are_far_above()
    {
        var random = new Random(4);
        var ratios = Enumerable.Range(0, 100).Select(_ => VarianceRatio.Of(Made.Runs(random, 1000, 50, 10))!.Value).Order().ToArray();
        Assert.InRange(ratios[50], 25, 40);
        Assert.True(ratios[0] > VarianceRatio.Threshold);
    }

    [Fact]
    public void The_same_reply_every_time_has_none() => Assert.Equal(0, VarianceRatio.Of(Made.From([1, 2], [1, 2], [1, 2])));

    [Fact]
    public void Two_occasions_tell_nothing() => Assert.Null(VarianceRatio.Of(Made.From([1, 2], [2, 3])));

    [Fact]
    public void Occasions_that_named_nobody_are_no_pairs()
    {
        OccasionSummary with = Made.From([1, 2, 3], [], [2, 3, 4], [1, 4, 5]), without = Made.From([1, 2, 3], [2, 3, 4], [1, 4, 5]);
        Assert.Equal(without.Overlaps, with.Overlaps);
        Assert.Equal(VarianceRatio.Of(without), VarianceRatio.Of(with));
    }
}
