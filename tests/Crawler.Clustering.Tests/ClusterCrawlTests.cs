using Crawler.Protocol.Announce;

namespace Crawler.Clustering.Tests;

/// <summary>Swarms on several nodes: each in one place, none lost when places change, no tracker called twice for it.</summary>
public sealed class ClusterCrawlTests : ClusterKit
{
    private const int Swarms = 600;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Swarms_spread_over_the_nodes_and_move_without_a_word_to_their_trackers_when_one_leaves(bool sharesAddress)
    {
        var targets = Targets(Swarms);
        var one = await StartAsync(targets, sharesAddress: sharesAddress);
        var two = await StartAsync(targets, sharesAddress: sharesAddress);
        var three = await StartAsync(targets, sharesAddress: sharesAddress);
        await UntilAsync(one, picture => picture.Campaign?.TorrentsPlaced == Swarms && Tracker.Calls.Count == Swarms, "all swarms placed and called");
        await UntilAsync(one, _ => Spread(one) is { Length: 3 } spread && spread.Sum() == Swarms && spread.Max() <= 1.2 * Swarms / 3, "spread within 20 %");

        await three.Part.HandOverAsync();
        await three.Node.DisposeAsync();
        await UntilAsync(one, picture => Spread(one) is { Length: 2 } spread && spread.Sum() == Swarms, "all swarms on two nodes");
        await UntilAsync(two, picture => picture.Campaign?.TorrentsPlaced == Swarms, "the feeder agrees");

        Assert.Equal(Swarms, Tracker.Calls.Select(call => call.InfoHash).Distinct().Count());
        Assert.Equal(Swarms, Tracker.Calls.Count);
        Assert.All(Tracker.Calls, call => Assert.Equal(AnnounceEvent.Started, call.Event));
        Assert.DoesNotContain(one.Node.Watch.Current.Events, happened => happened.WasDowned);
        Assert.Null(one.Node.Watch.Current.LostAt);
    }

    [Fact]
    public async Task When_all_swarms_are_measured_every_node_is_told()
    {
        var targets = Targets(60);
        var one = await StartAsync(targets, measured: crawl => crawl.Meter.RunningTorrents);
        var told = new List<Task>();
        Tell(one);
        Tell(await StartAsync(targets, measured: crawl => crawl.Meter.RunningTorrents));

        await Task.WhenAll(told).WaitAsync(Patience);

        void Tell(Crawler crawler)
        {
            var over = new TaskCompletionSource();
            crawler.Node.Watch.Over += campaign => over.TrySetResult();
            told.Add(over.Task);
        }
    }

    [Fact]
    public async Task Swarms_of_a_node_that_dies_go_on_elsewhere()
    {
        var targets = Targets(Swarms);
        var one = await StartAsync(targets);
        await StartAsync(targets);
        var three = await StartAsync(targets);
        await UntilAsync(one, _ => Spread(one) is { Length: 3 } spread && spread.Sum() == Swarms && spread.Min() > 0, "all swarms on three nodes");

        await Akka.Cluster.Cluster.Get(three.Node.System).System.Terminate(); // no leaving: terminated as a crash would, as far as others can tell
        await UntilAsync(one, picture => Spread(one) is { Length: 2 } spread && spread.Sum() == Swarms, "all swarms on two nodes");
    }
}
