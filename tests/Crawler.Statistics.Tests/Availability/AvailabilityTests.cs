using Crawler.Statistics.Availability;

namespace Crawler.Statistics.Tests.Availability;

public sealed class AvailabilityTests
{
    [Theory]
    [InlineData(0, 10, 0, 0.2775)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(10, 10, 0.7225, 1)]
    public void The_score_interval_is_wilsons(long successes, long trials, double low, double high)
    {
        var share = Proportion.Of(successes, trials)!.Value;

        Assert.Equal((low, high), (Math.Round(share.Low, 4), Math.Round(share.High, 4)));
        Assert.Null(Proportion.Of(0, 0));
    }

    [Fact]
    public void Failures_and_repairs_are_counted_by_hand()
    {
        // Up 0–2, down 2–5, up 5–8, down from 8 on.
        var outages = Outages.Of([(0, true), (2, false), (4, false), (5, true), (8, false)], longestGap: 4);

        Assert.Equal(new Outages(Failures: 2, Repairs: 1, Up: 5, Down: 4, Longest: 3), outages);
        Assert.Equal((2.5, 4.0), (outages.MeanTimeBetweenFailures, outages.MeanTimeToRepair));
    }

    [Fact]
    public void A_long_silence_is_neither_failure_nor_repair_nor_time()
    {
        var outages = Outages.Of([(0, true), (100, false), (200, true)], longestGap: 4);

        Assert.Equal(new Outages(Failures: 0, Repairs: 0, Up: 2, Down: 1, Longest: 1), outages);
        Assert.Null(outages.MeanTimeBetweenFailures);
    }

    [Fact]
    public void Phi_is_one_for_equal_series_and_nothing_for_one_that_never_changed()
    {
        Assert.Equal(1, Phi.Of(3, 0, 0, 7));
        Assert.Equal(-1, Phi.Of(0, 3, 7, 0));
        Assert.Equal(0, Phi.Of(1, 1, 1, 1));
        Assert.Null(Phi.Of(0, 0, 3, 7));
    }

    [Fact]
    public void A_list_is_up_while_any_of_it_is()
    {
        var (one, other) = (Of("UUDD.U"), Of("UDUDUU"));

        var list = Timeline.AnyOf([one, other])!.Value;
        Assert.Equal((0.8, 0.6, 5), (list.AnyUp, list.BestUp, list.Slots));
        var (phi, common, bothDown) = Timeline.Correlation(one, other);
        Assert.Equal((5, 1), (common, bothDown));
        Assert.Equal(1.0 / 6, phi!.Value, 9);
    }

    [Fact]
    public void What_is_known_is_carried_over_short_silences_only()
    {
        var carried = Of("D....U").Carried(2);

        Assert.Equal([(0, false), (1, false), (2, false), (5, true)], carried.Looks());
    }

    private static Timeline Of(string slots)
    {
        var timeline = new Timeline(slots.Length);
        for (var i = 0; i < slots.Length; i++)
            if (slots[i] != '.') timeline.Note(i, slots[i] == 'U');
        return timeline;
    }
}
