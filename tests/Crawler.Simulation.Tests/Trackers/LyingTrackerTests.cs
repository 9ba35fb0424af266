using System.Net.Sockets;
using Crawler.Protocol.Announce;
using Crawler.Simulation.Randomness;
using Crawler.Simulation.Trackers;

namespace Crawler.Simulation.Tests.Trackers;

/// <summary>Trackers that claim what is not so: what canaries and constant counts are to catch.</summary>
public class LyingTrackerTests
{
    private static readonly TrackerManners Lying = new() { Claims = new ClaimedCounts(1337, 420), FabricatesPeers = true };

    private static readonly AnnounceRequest Canary = Samples.Request with { InfoHash = Samples.OtherHash };

    [Fact]
    public void Claimed_counts_are_the_same_for_every_swarm_known_or_not()
    {
        var tracker = Samples.Tracker(members: 10, Lying);

        foreach (var request in (AnnounceRequest[])[Samples.Request, Canary])
        {
            var reply = Samples.Reply(tracker, request);
            Assert.Equal((1337, 420), (reply.Complete, reply.Incomplete));
        }

        var counts = tracker.Scrape([Samples.Hash, Samples.AnyHash(new SeededRandom(1))], AddressFamily.InterNetwork, Samples.Start)!;
        Assert.All(counts, claimed => Assert.Equal((1337, 420), (claimed!.Complete, claimed.Incomplete)));
    }

    [Fact]
    public void What_it_claims_does_not_change_what_is_true() =>
        Assert.Equal(10, Samples.Tracker(members: 10, Lying).Truth(Samples.Hash, Samples.Start).Peers);

    [Fact]
    public void A_swarm_nobody_ever_told_it_of_has_peers_all_the_same()
    {
        var tracker = Samples.Tracker(members: 10, Lying);
        var first = Samples.Peers(tracker, Canary);
        var second = Samples.Peers(tracker, Canary);

        Assert.Equal(50, first.Length);
        Assert.Single(first.Intersect(second));
        Assert.Equal(0, tracker.Truth(Samples.OtherHash, Samples.Start).Peers);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(200, 50)]
    public void It_makes_up_no_more_than_is_asked_for(int numWant, int named) =>
        Assert.Equal(named, Samples.Peers(Samples.Tracker(members: 10, Lying), Canary with { NumWant = numWant }).Length);

    [Fact]
    public void Of_a_swarm_it_has_it_names_members() =>
        Assert.Equal(11, Samples.Peers(Samples.Tracker(members: 10, Lying)).Length);

    [Fact]
    public void An_honest_tracker_names_nobody_of_a_swarm_it_never_heard_of()
    {
        var reply = Samples.Reply(Samples.Tracker(members: 10), Canary);

        Assert.Equal((1, 0, 1), (reply.Peers.Count, reply.Complete, reply.Incomplete));
    }
}
