using Crawler.Statistics.Occasions;
using Crawler.Statistics.Sizes;
using Crawler.Statistics.Tests.Occasions;
using Crawler.Statistics.Unions;

namespace Crawler.Statistics.Tests.Unions;

public sealed class UnionEstimatorTests
{
    /// <summary>Two trackers that showed half each: 40 peers on A alone, 30 on B alone, 20 on both.</summary>
    private static readonly UnionSample Halves = new()
    {
        Members = [0, 1],
        Patterns = [new(0b01, 40), new(0b10, 30), new(0b11, 20)],
        SeenOnce = [],
    };

    private static readonly UnionMember[] HalfShown = [Shown(60, 120), Shown(50, 100)];

    [Fact]
    public void A_peer_of_one_tracker_counts_two_and_a_peer_of_both_none()
    {
        var estimate = UnionEstimator.Estimate(Halves, HalfShown);
        Assert.Equal(140, estimate.Size!.Value, 1e-9);
        Assert.Equal((SizeMethod.Union, 90), (estimate.Method, estimate.Distinct));
    }

    [Fact]
    public void Their_Jaccard_is_not_what_was_seen_of_it()
    {
        var pair = Assert.IsType<PairEstimate>(PairEstimate.Of(Halves, HalfShown, 0, 1));
        Close.Printed(0.571, pair.Jaccard, 3);
        Close.Printed(0.222, pair.NaiveJaccard, 3);
        Assert.Equal((80.0, 140.0), (pair.Common, pair.Union));
        Close.To(80 / 120.0, pair.OfFirst);
        Close.To(0.8, pair.OfSecond);
        Close.To(20 / 60.0, pair.NaiveOfFirst);
        Close.To(0.4, pair.NaiveOfSecond);
    }

    [Fact]
    public void Identical_trackers_of_which_half_was_seen_look_a_third_alike_and_are_wholly()
    {
        UnionSample same = new() { Members = [0, 1], Patterns = [new(0b01, 250), new(0b10, 250), new(0b11, 250)], SeenOnce = [] };
        var pair = PairEstimate.Of(same, [Shown(500, 1000), Shown(500, 1000)], 0, 1)!;
        Close.To(1 / 3.0, pair.NaiveJaccard);
        Close.To(1, pair.Jaccard);
    }

    [Fact]
    public void Whole_lists_are_united_exactly()
    {
        var (estimate, _) = Measure(swarm =>
        {
            swarm.Add(0, [1, 2, 3]);
            swarm.Add(1, [3, 4]);
        }, new SampleContext { Enumerated = true }, 2);
        Assert.Equal((4.0, 4.0, 4.0, SizeFlags.None), (estimate.Size, estimate.Low, estimate.High, estimate.Flags));
    }

    [Fact]
    public void Who_was_on_an_earlier_whole_list_only_is_not_of_the_swarm_any_more()
    {
        var swarm = new SwarmSightings();
        swarm.Add(0, [1, 2, 3, 4]);
        swarm.Add(0, [3, 4, 5, 6]);
        swarm.Add(1, [1, 2, 3]);
        swarm.Add(1, [3, 4, 7]);
        int[] both = [0, 1];
        var members = both.Select(member => Member(swarm.Window(member), new SampleContext { Enumerated = true })).ToArray();
        var estimate = UnionEstimator.Estimate(swarm.WindowUnion(both, [true, true]), members);
        Assert.Equal((5.0, 5.0, 5.0, 5), (estimate.Size, estimate.Low, estimate.High, estimate.Distinct));
    }

    [Fact]
    public void A_whole_list_that_changed_and_a_sampled_tracker_are_united_without_bias()
    {
        // 300 peers now, 60 others of before on the whole lists; the second tracker has 1000, of them 200 of the 300.
        var random = new Random(3);
        var runs = Enumerable.Range(0, 200).Select(_ =>
        {
            var swarm = new SwarmSightings();
            swarm.Add(0, [.. Enumerable.Range(0, 300).Select(at => (ulong)(at < 60 ? at + 5000 : at))]);
            swarm.Add(0, [.. Enumerable.Range(0, 300).Select(at => (ulong)at)]);
            for (var i = 0; i < 12; i++) swarm.Add(1, [.. Made.Draw(random, 1000, 50).Select(key => key + 100)]);
            UnionMember[] members = [Member(swarm.Window(0), new SampleContext { Enumerated = true }), Member(swarm.Window(1), SampleContext.Unknown)];
            return UnionEstimator.Estimate(swarm.WindowUnion([0, 1], [true, false]), members);
        }).ToArray();
        Assert.InRange(runs.Average(run => run.Size!.Value) / 1100, 0.98, 1.02);
        Assert.InRange(runs.Count(run => run.Low <= 1100 && !(run.High < 1100)) / 200.0, 0.93, 1);
    }

    [Fact]
    public void A_tracker_that_lies_or_cannot_be_sized_is_left_out_and_said_so()
    {
        var liar = new UnionMember(HalfShown[1].Occasions, HalfShown[1].Estimate with { Flags = SizeFlags.Fabricated });
        var estimate = UnionEstimator.Estimate(Halves, [HalfShown[0], liar]);
        Assert.Equal((120.0, 60), (Math.Round(estimate.Size!.Value, 6), estimate.Distinct));
        Assert.True((estimate.Flags & SizeFlags.Partial) != 0);
        Assert.Null(PairEstimate.Of(Halves, [HalfShown[0], liar], 0, 1));

        var unsized = new UnionMember(HalfShown[1].Occasions, new SizeEstimate { Method = SizeMethod.AtLeast, Low = 50 });
        var least = UnionEstimator.Estimate(Halves, [unsized, unsized]);
        Assert.Equal((SizeMethod.AtLeast, 90.0, null), (least.Method, least.Low, least.High));
    }

    [Fact]
    public void Three_trackers_that_share_peers_are_united_without_bias_and_within_the_interval()
    {
        // 800 + 600 + 500 peers, of which 300 are on the first two and 100 on all three.
        var random = new Random(1);
        var runs = Enumerable.Range(0, 200).Select(_ => Measure(swarm =>
        {
            for (var i = 0; i < 12; i++)
            {
                swarm.Add(0, Made.Draw(random, 800, 50));
                swarm.Add(1, [.. Made.Draw(random, 600, 50).Select(key => key + 500)]);
                swarm.Add(2, [.. Made.Draw(random, 500, 50).Select(key => key + 700)]);
            }
        }, SampleContext.Unknown, 3).Estimate).ToArray();
        const double truth = 1200;
        Assert.InRange(runs.Average(run => run.Size!.Value) / truth, 0.98, 1.02);
        Assert.InRange(runs.Count(run => run.Low <= truth && !(run.High < truth)) / 200.0, 0.92, 1);
        Assert.True(runs.Count(run => run.High is null) < 10);
    }

    [Fact]
    public void What_is_seen_on_two_occasions_only_widens_the_interval()
    {
        var random = new Random(2);
        var (estimate, _) = Measure(swarm =>
        {
            for (var i = 0; i < 12; i++) swarm.Add(0, Made.Draw(random, 500, 50));
            for (var i = 0; i < 2; i++) swarm.Add(1, Made.Draw(random, 500, 100));
        }, SampleContext.Unknown, 2);
        Assert.True(estimate.Low < 500 && !(estimate.High < 500));
        Assert.True((estimate.Flags & SizeFlags.FewOccasions) != 0);
    }

    private static (SizeEstimate Estimate, UnionSample Sample) Measure(Action<SwarmSightings> feed, SampleContext context, int series)
    {
        var swarm = new SwarmSightings();
        feed(swarm);
        var members = Enumerable.Range(0, series).ToArray();
        var sample = swarm.WindowUnion(members);
        return (UnionEstimator.Estimate(sample, [.. members.Select(member => Member(swarm.Window(member), context))]), sample);
    }

    private static UnionMember Member(OccasionSummary occasions, SampleContext context) =>
        new(occasions, SizeEstimator.Estimate(occasions, context));

    private static UnionMember Shown(int distinct, int size) => new(
        new OccasionSummary
        {
            Sizes = [distinct / 2, distinct / 2],
            Frequencies = [distinct],
            Unique = [distinct / 2, distinct / 2],
            Overlaps = default,
            Announces = 2,
        },
        new SizeEstimate { Method = SizeMethod.Darroch, Size = size, StandardError = size / 10.0, Distinct = distinct });
}
