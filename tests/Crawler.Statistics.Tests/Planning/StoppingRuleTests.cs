using Crawler.Statistics.Occasions;
using Crawler.Statistics.Planning;
using Crawler.Statistics.Sizes;
using Crawler.Statistics.Tests.Occasions;

namespace Crawler.Statistics.Tests.Planning;

public sealed class StoppingRuleTests
{
    private static readonly SizeEstimate Narrow = new()
    {
        Method = SizeMethod.Darroch,
        Size = 1000,
        Low = 950,
        High = 1050,
        Occasions = 10,
        Announces = 10,
        Sightings = 500,
        Distinct = 400,
        SeenOnce = 310,
        SeenTwice = 80,
    };

    [Fact]
    public void A_whole_list_is_enough() =>
        Assert.Equal(StopReason.Enumerated, new StoppingRule().Judge(Narrow with { Method = SizeMethod.Enumerated, Occasions = 1 }));

    [Fact]
    public void A_narrow_interval_is_enough_unless_it_rests_on_too_little()
    {
        var rule = new StoppingRule { HalfWidth = 0.1 };
        Assert.Equal(StopReason.Precise, rule.Judge(Narrow));
        Assert.Equal(StopReason.GoOn, rule.Judge(Narrow with { Occasions = 3 }));
        Assert.Equal(StopReason.GoOn, rule.Judge(Narrow with { Distinct = 481 }));
        Assert.Equal(StopReason.Precise, rule.Judge(Narrow with { Vmr = 5 }));
        Assert.Equal(StopReason.GoOn, rule.Judge(Narrow with { Vmr = 5.1 }));
        Assert.Equal(StopReason.GoOn, rule.Judge(Narrow with { High = 1300 }));
        Assert.Equal(StopReason.GoOn, rule.Judge(Narrow with { High = null }));
    }

    [Fact]
    public void Listing_goes_on_past_precision_until_the_share_is_reached_for_certain()
    {
        var rule = new StoppingRule { HalfWidth = 0.1, Coverage = 0.9 };
        Assert.Equal(StopReason.GoOn, rule.Judge(Narrow));
        Assert.Equal(StopReason.GoOn, rule.Judge(Narrow with { Sightings = 3000, Distinct = 940, Announces = 50 }));
        Assert.Equal(StopReason.Covered, rule.Judge(Narrow with { Sightings = 3000, Distinct = 946, Announces = 50 }));
    }

    [Fact]
    public void Listing_ends_where_the_next_announce_names_hardly_anybody_new()
    {
        var rule = new StoppingRule { Coverage = 0.99, LeastGain = 1 };
        Assert.Equal(31, StoppingRule.Gain(Narrow));
        Assert.Equal(StopReason.NoGain, rule.Judge(Narrow with { SeenOnce = 9 }));
        Assert.Equal(StopReason.GoOn, new StoppingRule { HalfWidth = 0.01 }.Judge(Narrow with { SeenOnce = 9 }));
    }

    [Fact]
    public void Time_and_budget_end_it_too()
    {
        var rule = new StoppingRule { HalfWidth = 0.01, Budget = 11 };
        Assert.Equal(StopReason.GoOn, rule.Judge(Narrow, windowOverSession: 0.1));
        Assert.Equal(StopReason.WindowTooLong, rule.Judge(Narrow, windowOverSession: 0.11));
        Assert.Equal(StopReason.BudgetSpent, rule.Judge(Narrow with { Announces = 11 }));
    }

    [Fact]
    public void Nothing_seen_yet_is_no_reason_to_stop() =>
        Assert.Equal(StopReason.GoOn, new StoppingRule { Coverage = 0.9 }.Judge(new SizeEstimate { Method = SizeMethod.None }));

    [Fact]
    public void Looking_after_each_announce_spoils_no_interval()
    {
        var random = new Random(1);
        var rule = new StoppingRule { HalfWidth = 0.2 };
        var (held, runs) = (0, 300);
        for (var run = 0; run < runs; run++)
        {
            var swarm = new SwarmSightings();
            SizeEstimate estimate;
            do
            {
                swarm.Add(0, Made.Draw(random, 1000, 50));
                estimate = SizeEstimator.Estimate(swarm.Window(0), SampleContext.Unknown);
            }
            while (rule.Judge(estimate) == StopReason.GoOn);
            Assert.Equal(StopReason.Precise, rule.Judge(estimate));
            if (estimate.Low <= 1000 && estimate.High >= 1000) held++;
        }

        Assert.InRange(held / (double)runs, 0.91, 0.98);
    }
}
