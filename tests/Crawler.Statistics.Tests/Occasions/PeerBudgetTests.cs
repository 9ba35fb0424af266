using Crawler.Statistics.Occasions;

namespace Crawler.Statistics.Tests.Occasions;

public sealed class PeerBudgetTests
{
    [Fact]
    public void While_a_quarter_is_left_nobody_is_thinned_and_then_the_largest_first()
    {
        var budget = new PeerBudget(1000);
        budget.Take(750);
        Assert.Equal(65_536, budget.Capacity(65_536));
        budget.Take(90); // of the last quarter a third and some
        Assert.Equal((4096, 100), (budget.Capacity(65_536), budget.Capacity(100)));
        budget.Take(10_000);
        Assert.Equal((64, 64, 10), (budget.Capacity(65_536), budget.Capacity(1000), budget.Capacity(10)));
    }

    [Fact]
    public void Strangers_that_name_ever_new_peers_in_every_swarm_fill_the_budget_and_no_more()
    {
        const int most = 2_000_000, swarms = 300;
        var budget = new PeerBudget(most);
        var all = Enumerable.Range(0, swarms).Select(seed => new SwarmSightings(seed: (ulong)seed, budget: budget)).ToList();
        var next = 0UL;
        for (var look = 0; look < 40; look++)
        {
            foreach (var swarm in all)
            {
                swarm.Add(0, [.. Enumerable.Range(0, 200).Select(_ => next++)]);
                Assert.InRange(budget.Held, 0, most);
            }
        }

        Assert.Equal(budget.Held, all.Sum(swarm => swarm.Bytes));
        // 8 000 in each, of which a sample is left; its errors are independent.
        Assert.All(all, swarm => Assert.True(swarm.SampledShare < 1));
        Assert.InRange(all.Average(swarm => swarm.Distinct), 8_000 * 0.96, 8_000 * 1.04);
    }

    [Fact]
    public void A_swarm_that_is_forgotten_gives_its_room_back()
    {
        var budget = new PeerBudget(1 << 20);
        var swarm = new SwarmSightings(capacity: 100, budget: budget);
        for (var series = 0; series < 3; series++) swarm.Add(series, [.. Enumerable.Range(0, 500).Select(i => (ulong)(i + (300 * series)))]);
        Assert.Equal(budget.Held, swarm.Bytes);
        swarm.Forget();
        Assert.Equal((0, 0), (budget.Held, swarm.Bytes));
    }

    [Fact]
    public void A_small_swarm_takes_few_bytes_a_peer_and_more_only_as_it_is_seen_more_often()
    {
        var swarm = new SwarmSightings();
        var keys = Enumerable.Range(0, 150).Select(i => (ulong)i * 7919).ToArray();
        swarm.Add(0, keys);
        Assert.InRange(swarm.Bytes / 150.0, 10, 19);
        for (var look = 0; look < 64; look++) swarm.Add(0, keys);
        Assert.InRange(swarm.Bytes / 150.0, 17, 33);
    }
}
