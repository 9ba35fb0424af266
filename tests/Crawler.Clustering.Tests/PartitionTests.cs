using System.Reflection;
using Akka.Actor;
using Akka.Remote.Transport;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Metainfo;

namespace Crawler.Clustering.Tests;

/// <summary>A node that is cut off and lives: it must have stopped calling before the others take its swarms over.</summary>
public sealed class PartitionTests : ClusterKit
{
    private const int Swarms = 300;

    /// <summary>The network can be told to swallow what goes between two nodes; all times are those of a real cluster.</summary>
    private const string Severable =
        """
        akka.remote.dot-netty.tcp.applied-adapters = ["trttl"]
        akka.coordinated-shutdown.run-by-actor-system-terminate = off
        """;

    [Fact]
    public async Task One_that_is_cut_off_calls_nobody_before_the_others_take_over_and_gives_itself_up()
    {
        var targets = Targets(Swarms);
        // The oldest: it feeds, keeps the budgets and places shards.
        var one = await StartAsync(targets);
        var two = await StartAsync(targets);
        var three = await StartAsync(targets);
        await UntilAsync(two, picture => Spread(two) is { Length: 3 } spread && spread.Sum() == Swarms && spread.Min() > 0, "all swarms on three nodes");
        await UntilAsync(one, _ => one.Shares.MayCall && Tracker.Calls.Count == Swarms, "all are called");

        foreach (var other in new[] { two, three })
        {
            await CutAsync(one, other);
            await CutAsync(other, one);
        }

        var mayCallWhenGivenUp = true;
        await UntilAsync(
            two,
            picture =>
            {
                if (picture.LostAt is null) return false;
                mayCallWhenGivenUp = one.Shares.MayCall;
                return true;
            },
            "it is given up");
        Assert.False(mayCallWhenGivenUp);
        await UntilAsync(two, _ => Spread(two) is { Length: 2 } spread && spread.Sum() == Swarms, "its swarms are on the other two");
        await one.Node.Removed.WaitAsync(Patience);
        await UntilAsync(three, _ => two.Shares.MayCall && three.Shares.MayCall, "the others may call again");

        Assert.Equal((Swarms, 0), (Tracker.Calls.Count, Tracker.Calls.Count(call => call.Event == AnnounceEvent.Stopped)));
    }

    private Task<Crawler> StartAsync(IReadOnlyList<Target> targets) => StartAsync(targets, downAfter: TimeSpan.FromSeconds(7), configuration: Severable);

    /// <summary>What stands between nodes is nobody's business but Akka's own tests', so it is asked for by name.</summary>
    private static Task CutAsync(Crawler from, Crawler to)
    {
        var provider = ((ExtendedActorSystem)from.Node.System).Provider;
        var transport = provider.GetType().GetProperty("Transport", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(provider)!;
        var command = transport.GetType().GetMethod("ManagementCommand", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, [typeof(object)])!;
        return (Task)command.Invoke(transport, [new SetThrottle(Akka.Cluster.Cluster.Get(to.Node.System).SelfAddress, ThrottleTransportAdapter.Direction.Both, Blackhole.Instance)])!;
    }
}
