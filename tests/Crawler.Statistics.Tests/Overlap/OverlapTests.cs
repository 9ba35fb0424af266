using Crawler.Statistics.Overlap;

namespace Crawler.Statistics.Tests.Overlap;

public sealed class OverlapTests
{
    [Fact]
    public void Two_trackers_seen_by_half_have_the_jaccard_of_the_reference()
    {
        // π = (.5, .5), 40 by A alone, 30 by B alone, 20 by both: N_AB = 80, N_A = 120, N_B = 100.
        var overlap = new PeerOverlap();
        overlap.Add([([1], 40), ([2], 30), ([1, 2], 20)], new Dictionary<int, double> { [1] = 0.5, [2] = 0.5 });

        var pair = overlap.Pairs[new ListPair(1, 2)];
        Assert.Equal((80, 120, 100), (pair.Both, pair.First, pair.Second));
        Assert.Equal(0.571, pair.Jaccard!.Value, 3);
        Assert.Equal(0.222, pair.NaiveJaccard!.Value, 3);
        Assert.Equal(110.0 / 90, overlap.Multiplicity);
    }

    [Fact]
    public void Without_detection_shares_no_jaccard_is_told_not_even_the_naive()
    {
        var overlap = new PeerOverlap();
        overlap.Add([([1], 40), ([1, 2], 20)], new Dictionary<int, double> { [1] = 0.5 });

        var pair = overlap.Pairs[new ListPair(1, 2)];
        Assert.Equal((20, null, null), (pair.Common, pair.Jaccard, pair.NaiveJaccard));
    }

    [Fact]
    public void Corroboration_is_measured_against_what_the_others_show()
    {
        var overlap = new PeerOverlap();
        overlap.Add([([1], 60), ([1, 2], 20), ([1, 3], 20), ([2, 3], 5)], new Dictionary<int, double> { [2] = 0.5, [3] = 0.2 });

        var first = overlap.Lists[1];
        Assert.Equal((100, 60, 100, 40), (first.Seen, first.Alone, first.Comparable, first.Corroborated));
        Assert.Equal(100 * (1 - 0.5 * 0.8), first.Expected, 9);
        // Who is seen with a tracker of unknown share alone is not corroborated by it.
        Assert.Equal(5, overlap.Lists[2].Corroborated);
    }

    [Fact]
    public void A_greedy_cover_takes_what_adds_most_and_stops_when_nothing_does()
    {
        var tally = new PatternTally();
        tally.Add([1, 2], 50);
        tally.Add([1], 10);
        tally.Add([3], 20);
        tally.Add([2, 3], 5);

        Assert.Equal([new CoverStep(1, 60, 60, 60 / 85.0), new CoverStep(3, 25, 85, 1)], GreedyCover.Of(tally));
    }

    [Fact]
    public void Beyond_the_bound_elements_are_counted_as_left_out()
    {
        var tally = new PatternTally(most: 1);
        tally.Add([1], 2);
        tally.Add([2], 3);
        tally.Add([1], 4);

        Assert.Equal((6, 3), (tally.Elements, tally.LeftOut));
    }

    [Fact]
    public void Known_sets_need_no_correction()
    {
        var tally = new PatternTally();
        tally.Add([1, 2], 2);
        tally.Add([1], 2);

        var pair = SetOverlap.Of(tally)[new ListPair(1, 2)];
        Assert.Equal((0.5, 0.5, 1.0), (pair.Jaccard, pair.FirstInSecond, pair.SecondInFirst));
    }
}
