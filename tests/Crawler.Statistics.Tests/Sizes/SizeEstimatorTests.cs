using Crawler.Statistics.Occasions;
using Crawler.Statistics.Sizes;
using Crawler.Statistics.Tests.Occasions;

namespace Crawler.Statistics.Tests.Sizes;

public sealed class SizeEstimatorTests
{
    [Fact]
    public void Nothing_seen_is_no_estimate()
    {
        var estimate = SizeEstimator.Estimate(Made.From(), SampleContext.Unknown);
        Assert.Equal((SizeMethod.None, null, 0), (estimate.Method, estimate.Size, estimate.Occasions));
        Assert.Equal(SizeMethod.None, SizeEstimator.Estimate(Made.From([], []), SampleContext.Unknown).Method);
    }

    [Fact]
    public void A_whole_list_is_counted_and_the_last_is_the_swarm_as_it_is()
    {
        var estimate = SizeEstimator.Estimate(Made.From([1, 2, 3], [2, 3]), new SampleContext { Enumerated = true, Complete = 1, Incomplete = 2 });
        Assert.Equal((SizeMethod.Enumerated, 2.0, 2.0, 2.0), (estimate.Method, estimate.Size, estimate.Low, estimate.High));
        Assert.Equal((3, 2, 1.0), (estimate.Distinct, estimate.Occasions, estimate.Coverage));
        Assert.Equal(SizeFlags.None, estimate.Flags);
    }

    [Fact]
    public void An_empty_swarm_is_none_large()
    {
        var estimate = SizeEstimator.Estimate(Made.From(Array.Empty<ulong>()), new SampleContext { Enumerated = true, Complete = 0, Incomplete = 1 });
        Assert.Equal((SizeMethod.Enumerated, 0.0, 0.0), (estimate.Method, estimate.Size, estimate.High));
        Assert.Equal(0, estimate.Rho);
        Assert.Equal(SizeFlags.None, estimate.Flags);
    }

    [Fact]
    public void Without_a_recapture_there_is_only_at_least()
    {
        var estimate = SizeEstimator.Estimate(Made.From([1, 2], [3, 4]), SampleContext.Unknown);
        Assert.Equal((SizeMethod.AtLeast, null, 4.0, null), (estimate.Method, estimate.Size, estimate.Low, estimate.High));
        Assert.Equal(SizeFlags.FewOccasions | SizeFlags.FewRecaptures | SizeFlags.Unbounded, estimate.Flags);
        Assert.Null(estimate.Vmr);
        Assert.Null(estimate.Rho);
    }

    [Fact]
    public void Even_replies_get_the_textbook_interval_and_it_holds_in_95_of_100()
    {
        var random = new Random(1);
        var estimates = Many(400, () => Made.Even(random, 1000, 50, 10), Honest);
        Assert.InRange(estimates.Count(estimate => estimate.Method == SizeMethod.Darroch) / 400.0, 0.9, 0.99);
        Assert.InRange(Coverage(estimates, 1000), 0.93, 0.98);
        Assert.InRange(MedianError(estimates, 1000), -0.03, 0.03);
        Assert.InRange(estimates.Count(estimate => (estimate.Flags & ~SizeFlags.Overdispersed) != 0) / 400.0, 0, 0.04);
    }

    [Fact]
    public void Runs_of_a_list_get_the_jackknife_and_it_holds()
    {
        var random = new Random(2);
        var estimates = Many(300, () => Made.Runs(random, 1000, 50, 20), Honest);
        Assert.All(estimates, estimate => Assert.Equal(SizeMethod.DarrochJackknife, estimate.Method));
        Assert.All(estimates, estimate => Assert.True((estimate.Flags & SizeFlags.Overdispersed) != 0));
        Assert.InRange(Coverage(estimates, 1000), 0.95, 1);
        Assert.InRange(MedianError(estimates, 1000), -0.03, 0.03);
    }

    [Fact]
    public void A_swarm_of_which_all_was_seen_is_within_its_interval()
    {
        var random = new Random(3);
        Assert.Equal(1, Coverage(Many(100, () => Made.Even(random, 60, 50, 10), Honest with { Complete = 20, Incomplete = 40 }), 60));
    }

    [Fact]
    public void Seeders_first_are_found_by_the_claim()
    {
        var random = new Random(4);
        var estimates = Many(200, () => Made.Even(random, 300, 50, 10), Honest);
        Assert.InRange(Flagged(estimates, SizeFlags.SeedsFirst | SizeFlags.ClaimMismatch), 0.98, 1);
    }

    [Fact]
    public void Seeders_first_are_found_by_being_named_every_time_where_a_reply_has_room_for_them()
    {
        // 381 peers, 108 of them seeders; 200 a reply: after 5 replies the size is off by less than a fifth.
        var random = new Random(7);
        ulong[] Reply() => [.. Enumerable.Range(0, 108).Select(at => (ulong)at), .. Made.Draw(random, 273, 92).Select(key => key + 108)];
        var context = new SampleContext { Complete = 108, Incomplete = 273, NumWant = 200 };
        var estimates = Many(100, () => Made.From([.. Enumerable.Range(0, 5).Select(_ => Reply())]), context);
        Assert.Equal(1, Flagged(estimates, SizeFlags.SeedsFirst));
        Assert.All(estimates, estimate => Assert.InRange(estimate.Rho!.Value, 0.8, 0.99));

        var honest = Many(200, () => Made.Even(random, 381, 200, 5), context);
        Assert.Equal(0, Flagged(honest, SizeFlags.SeedsFirst, SizeFlags.ClaimMismatch));
    }

    [Fact]
    public void A_narrow_interval_far_from_the_claim_is_a_mismatch_and_a_near_one_is_not()
    {
        var random = new Random(8);
        var sample = Made.Even(random, 880, 200, 12);
        Assert.True((SizeEstimator.Estimate(sample, Honest).Flags & SizeFlags.ClaimMismatch) != 0);
        Assert.True((SizeEstimator.Estimate(sample, Honest with { Incomplete = 400 }).Flags & SizeFlags.ClaimMismatch) != 0);
        Assert.False((SizeEstimator.Estimate(sample, Honest with { Incomplete = 640 }).Flags & SizeFlags.ClaimMismatch) != 0);
    }

    [Fact]
    public void Runs_that_show_all_of_a_swarm_do_not_put_it_below_their_interval()
    {
        var random = new Random(9);
        var estimates = Many(300, () => Made.Runs(random, 1000, 200, 20), Honest);
        Assert.True(estimates.Count(estimate => estimate.Distinct == 1000) > 150);
        Assert.InRange(Coverage(estimates, 1000), 0.93, 1);
    }

    [Fact]
    public void Runs_are_seen_again_by_dozens_and_that_counts_as_few()
    {
        var random = new Random(10);
        var estimates = Many(50, () => Made.Runs(random, 1000, 50, 10), Honest);
        Assert.True(estimates.Average(estimate => estimate.Sightings - estimate.Distinct) > 50);
        Assert.Equal(1, Flagged(estimates, SizeFlags.FewRecaptures));
    }

    [Fact]
    public void The_same_few_every_time_are_found_by_the_claim_or_by_replies_that_are_always_full()
    {
        ulong[] few = [.. Enumerable.Range(0, 74).Select(at => (ulong)at)];
        var same = Made.From([.. Enumerable.Repeat(few, 10)]);
        var claimed = SizeEstimator.Estimate(same, Honest with { NumWant = 200 });
        Assert.Equal(SizeFlags.FixedSubset | SizeFlags.ClaimMismatch, claimed.Flags & (SizeFlags.FixedSubset | SizeFlags.ClaimMismatch));
        Close.To(0.074, claimed.Rho);
        Assert.True((SizeEstimator.Estimate(same, new SampleContext { NumWant = 74 }).Flags & SizeFlags.FixedSubset) != 0);
        Assert.False((SizeEstimator.Estimate(same, new SampleContext { NumWant = 200 }).Flags & SizeFlags.FixedSubset) != 0);
        Assert.False((SizeEstimator.Estimate(same, new SampleContext { NumWant = 74, Complete = 4, Incomplete = 70 }).Flags & SizeFlags.FixedSubset) != 0);
    }

    [Fact]
    public void A_tenth_of_random_fakes_is_found_and_taken_out_of_the_size()
    {
        var random = new Random(5);
        var estimates = Enumerable.Range(0, 300).Select(_ => With_fakes(random, 0.1)).ToArray();
        Assert.InRange(Flagged(estimates, SizeFlags.Fabricated, SizeFlags.ClaimMismatch), 0.93, 1);
        var corrected = estimates.Where(estimate => (estimate.Flags & SizeFlags.BogonCorrected) != 0).ToArray();
        Assert.InRange(MedianError(corrected, 1000), -0.05, 0.05);
        Assert.InRange(Coverage(corrected, 1000), 0.92, 0.99);
        Assert.InRange(corrected.Average(estimate => estimate.FakeShare!.Value), 0.08, 0.14);

        // Seen six times over, D − φn is no floor: what was made up is known no better than φ.
        var deep = Enumerable.Range(0, 200).Select(_ => With_fakes(random, 0.1, size: 200, occasions: 24)).ToArray();
        Assert.InRange(Coverage(deep, 200), 0.85, 1);
    }

    [Fact]
    public void A_canary_that_had_peers_is_enough() =>
        Assert.Equal(SizeFlags.Fabricated, SizeEstimator.Estimate(Made.From([1, 2]), Honest with { Fabricates = true }).Flags & SizeFlags.Fabricated);

    [Fact]
    public void A_window_that_is_long_against_a_session_is_open()
    {
        Assert.True((SizeEstimator.Estimate(Made.From([1], [1]), Honest with { WindowOverSession = 0.2 }).Flags & SizeFlags.Open) != 0);
        Assert.False((SizeEstimator.Estimate(Made.From([1], [1]), Honest with { WindowOverSession = 0.1 }).Flags & SizeFlags.Open) != 0);
    }

    [Fact]
    public void A_claim_below_what_was_seen_is_a_mismatch_though_there_is_no_size()
    {
        ulong[][] different = [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]];
        Assert.True((SizeEstimator.Estimate(Made.From(different), new SampleContext { Complete = 0, Incomplete = 2 }).Flags & SizeFlags.ClaimMismatch) != 0);
        Assert.False((SizeEstimator.Estimate(Made.From(different), new SampleContext { Complete = 0, Incomplete = 9 }).Flags & SizeFlags.ClaimMismatch) != 0);
    }

    [Fact]
    public void A_swarm_kept_by_a_share_is_sized_whole_with_a_wider_interval()
    {
        var random = new Random(6);
        var estimates = Enumerable.Range(0, 120).Select(run =>
        {
            var swarm = new SwarmSightings(capacity: 600, seed: (ulong)run);
            for (var i = 0; i < 12; i++) swarm.Add(0, Made.Draw(random, 2000, 200));
            return SizeEstimator.Estimate(swarm.Window(0), new SampleContext { Complete = 500, Incomplete = 1500 });
        }).ToArray();
        Assert.All(estimates, estimate => Assert.InRange(estimate.SampledShare, 0.25, 0.5));
        Assert.All(estimates, estimate => Assert.True((estimate.Flags & SizeFlags.Sampled) != 0));
        Assert.InRange(MedianError(estimates, 2000), -0.03, 0.03);
        Assert.InRange(Coverage(estimates, 2000), 0.9, 1);
        Assert.All(estimates, estimate => Assert.InRange(estimate.Distinct, 1100, 1800));
    }

    private static SampleContext Honest => new() { Complete = 300, Incomplete = 700, NumWant = 50 };

    private static SizeEstimate With_fakes(Random random, double share, int size = 1000, int occasions = 10)
    {
        var (listed, bogons, next) = (0L, 0L, 1UL << 40);
        var swarm = new SwarmSightings();
        for (var i = 0; i < occasions; i++)
        {
            var keys = new List<ulong>();
            foreach (var key in Made.Draw(random, size, 50))
            {
                listed++;
                if (random.NextDouble() >= share) keys.Add(key);
                else if (random.NextDouble() < 0.131) bogons++;
                else keys.Add(next++);
            }

            swarm.Add(0, [.. keys]);
        }

        return SizeEstimator.Estimate(swarm.Window(0), Honest with { Listed = listed, Bogons = bogons });
    }

    private static SizeEstimate[] Many(int runs, Func<OccasionSummary> sample, SampleContext context) =>
        [.. Enumerable.Range(0, runs).Select(_ => SizeEstimator.Estimate(sample(), context))];

    private static double Coverage(SizeEstimate[] estimates, double truth) =>
        estimates.Count(estimate => estimate.Low <= truth && !(estimate.High < truth)) / (double)estimates.Length;

    private static double MedianError(SizeEstimate[] estimates, double truth) =>
        (estimates.Select(estimate => estimate.Size!.Value).Order().ElementAt(estimates.Length / 2) / truth) - 1;

    private static double Flagged(SizeEstimate[] estimates, params SizeFlags[] any) =>
        estimates.Count(estimate => any.Any(flags => (estimate.Flags & flags) == flags)) / (double)estimates.Length;
}
