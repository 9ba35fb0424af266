using Crawler.Actors.Hosts;

namespace Crawler.Clustering.Tests.Budgets;

/// <summary>The limits of a tracker host hold over all nodes, whatever happens to them.</summary>
public class LeaseSimulationTests
{
    private static readonly HostLimits Usual = HostLimits.Standard;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Nobody_ever_exceeds_them_while_nodes_come_go_die_and_sleep_and_the_network_loses_and_delays(int seed)
    {
        var dice = new Random(seed);
        var limits = Usual with { PerSecond = dice.Next(1, 60), Burst = dice.Next(1, 60), Concurrency = dice.Next(1, 20) };
        var world = new LeaseWorld(limits, seed, loss: 0.2, longestDelayMs: 2000);
        for (var step = 0; step < 120; step++)
        {
            var nodes = world.Nodes.ToList();
            var one = nodes.Count > 0 ? nodes[dice.Next(nodes.Count)] : null;
            switch (dice.Next(6))
            {
                case 0 when nodes.Count < 6: world.Join(); break;
                case 1 when one is not null: world.Leave(one); break;
                case 2 when one is not null: world.Die(one); break;
                case 3 when one is not null: world.Sleep(one, TimeSpan.FromSeconds(dice.Next(1, 20))); break;
                case 4 when dice.Next(4) == 0: world.MoveKeeper(TimeSpan.FromSeconds(dice.Next(0, 10))); break;
                default: break;
            }

            world.Run(TimeSpan.FromSeconds(dice.Next(1, 6)));
        }

        Assert.Equal(0, world.Excess);
        Assert.True(world.Calls.Count > 100, $"{world.Calls.Count} calls");
    }

    [Theory]
    [InlineData(20, 50, 16)]
    [InlineData(100, 10, 100)]
    public void What_one_gives_up_the_others_have_within_three_seconds_and_no_call_is_wasted(int perSecond, int burst, int concurrency)
    {
        var world = new LeaseWorld(Usual with { PerSecond = perSecond, Burst = burst, Concurrency = concurrency }, seed: 1);
        var first = world.Join();
        world.Run(TimeSpan.FromSeconds(20));
        AssertUsed(world, perSecond);
        world.Join();
        world.Join();
        world.Run(TimeSpan.FromSeconds(3));
        AssertUsed(world, perSecond);
        world.Leave(first);
        world.Run(TimeSpan.FromSeconds(3));
        AssertUsed(world, perSecond);
        Assert.Equal(0, world.Excess);
        Assert.InRange(world.MostInFlight, 1, concurrency);
    }

    [Fact]
    public void More_nodes_than_calls_at_once_take_turns()
    {
        var world = new LeaseWorld(Usual with { PerSecond = 5, Burst = 1, Concurrency = 1 }, seed: 3);
        for (var i = 0; i < 4; i++) world.Join();
        world.Run(TimeSpan.FromSeconds(200));

        Assert.Equal(0, world.Excess);
        Assert.Equal(1, world.MostInFlight);
        Assert.InRange(world.Calls.Count, 200, 1000);
    }

    private static void AssertUsed(LeaseWorld world, int perSecond)
    {
        world.Run(TimeSpan.FromSeconds(10));
        var lately = world.Calls.Count(at => at > world.Now - TimeSpan.FromSeconds(10));
        Assert.InRange(lately, perSecond * 10 * 0.9, (perSecond * 10) + 1);
    }
}
