using Crawler.Statistics.Series;

namespace Crawler.Statistics.Tests.Series;

public sealed class DistributionTests
{
    [Fact]
    public void Quantiles_shares_and_ranks_are_those_of_the_numbers()
    {
        var distribution = new Distribution([4, 1, 3, 2, 10]);

        Assert.Equal([1.0, 3.0, 10.0], new[] { 0.2, 0.5, 1 }.Select(p => distribution.Quantile(p)!.Value));
        Assert.Equal((0.6, 0.6), (distribution.AtLeast(3), distribution.AtMost(3)));
        Assert.Equal((10.0, 1.0, null), (distribution.Rank(1), distribution.Rank(5), distribution.Rank(6)));
        Assert.Null(new Distribution([]).Quantile(0.5));
        Assert.Equal([1, 2, 5, 10], Distribution.Ladder(10));
    }

    [Fact]
    public void A_histogram_tells_the_share_of_its_largest()
    {
        var histogram = new Histogram();
        histogram.Add(1, 90);
        histogram.Add(11, 10);

        Assert.Equal((1, 11, 2.0), (histogram.Quantile(0.9), histogram.Quantile(0.91), histogram.Mean));
        Assert.Equal(0.55, histogram.TopShare(0.1));
        Assert.Equal(0.5 * 0.11, histogram.TopShare(0.01)!.Value, 12);
    }

    [Fact]
    public void Spells_bridge_times_nobody_looked_and_the_last_may_go_on()
    {
        Spell[] spells = [.. Spell.Of([(1, true), (3, true), (4, false), (7, true), (8, true)])];

        Assert.Equal([new Spell(1, 4, true), new Spell(7, 9, false)], spells);
    }

    [Fact]
    public void The_week_begins_on_monday_on_the_clock_of_the_place()
    {
        var sunday = new DateTimeOffset(2026, 1, 4, 23, 30, 0, TimeSpan.Zero);

        Assert.Equal(167, new WeekProfile(TimeSpan.Zero).CellOf(sunday));
        Assert.Equal(0, new WeekProfile(TimeSpan.FromHours(1)).CellOf(sunday));
    }
}
