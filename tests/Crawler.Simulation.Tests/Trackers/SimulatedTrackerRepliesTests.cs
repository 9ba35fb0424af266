using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Simulation.Trackers;
using Crawler.Simulation.Trackers.Policies;

namespace Crawler.Simulation.Tests.Trackers;

/// <summary>How many peers a reply has, which, and what it says beside them.</summary>
public class SimulatedTrackerRepliesTests
{
    [Theory]
    [InlineData(-1, 30)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(79, 79)]
    [InlineData(80, 80)]
    [InlineData(5_000, 80)]
    [InlineData(int.MaxValue, 80)]
    public void As_many_as_asked_for_up_to_the_cap_and_the_default_where_nobody_says(int numWant, int named)
    {
        var tracker = Samples.Tracker(members: 500, new TrackerManners { DefaultNumWant = 30, MaxNumWant = 80 });

        Assert.Equal(named, Samples.Peers(tracker, Samples.Request with { NumWant = numWant }).Length);
    }

    [Fact]
    public void A_default_above_the_cap_is_capped() =>
        Assert.Equal(20, Samples.Peers(Samples.Tracker(members: 100, new TrackerManners { DefaultNumWant = 50, MaxNumWant = 20 })).Length);

    [Fact]
    public void A_small_swarm_is_named_whole_the_caller_included()
    {
        var peers = Samples.Peers(Samples.Tracker(members: 7), Samples.Request with { NumWant = 50 });

        Assert.Equal(8, peers.Distinct().Count());
        Assert.Contains(PeerEndpoint.From(Samples.Caller, 6881), peers);
    }

    [Fact]
    public void Counts_are_those_of_the_list_the_caller_included()
    {
        var tracker = Samples.Tracker(members: 100);

        var asLeecher = Samples.Reply(tracker);
        Assert.Equal((30, 71), (asLeecher.Complete, asLeecher.Incomplete));
        var asSeeder = Samples.Reply(tracker, Samples.Request with { Left = 0, Event = AnnounceEvent.Completed });
        Assert.Equal((31, 70, 1), (asSeeder.Complete, asSeeder.Incomplete, asSeeder.Downloaded));
    }

    [Fact]
    public void The_truth_is_without_callers()
    {
        var tracker = Samples.Tracker(members: 100);
        Samples.Reply(tracker);

        Assert.Equal((30, 70), (tracker.Truth(Samples.Hash, Samples.Start).Seeders, tracker.Truth(Samples.Hash, Samples.Start).Leechers));
    }

    [Theory]
    [InlineData(true, 0, 70)]
    [InlineData(true, 1, 101)]
    [InlineData(false, 0, 101)]
    public void A_role_filter_keeps_seeders_from_seeders(bool filters, long left, int named)
    {
        var tracker = Samples.Tracker(members: 100, new TrackerManners { SeedersGetLeechersOnly = filters });
        var seeders = Samples.Members(100);

        var peers = Samples.Peers(tracker, Samples.Request with { Left = left, NumWant = 200 });
        Assert.Equal(named, peers.Length);
        if (filters && left == 0) Assert.DoesNotContain(peers, peer => seeders.TryFind(peer, out var member) && member.IsSeeder);
    }

    [Fact]
    public void Interval_floor_and_tracker_id_are_said_where_there_are_such()
    {
        var told = Samples.Reply(Samples.Tracker(members: 1, new TrackerManners { Interval = TimeSpan.FromMinutes(20), MinInterval = TimeSpan.FromMinutes(5), GivesTrackerId = true }));
        Assert.Equal((1200, 300), (told.Interval, told.MinInterval));
        Assert.NotNull(told.TrackerId);

        var silent = Samples.Reply(Samples.Tracker(members: 1));
        Assert.Null(silent.MinInterval);
        Assert.Null(silent.TrackerId);
    }

    [Fact]
    public void Two_replies_differ_unless_they_are_cached()
    {
        var fresh = Samples.Tracker(members: 500);
        Assert.NotEqual(Samples.Peers(fresh), Samples.Peers(fresh));

        var cached = Samples.Tracker(members: 500, new TrackerManners { CacheFor = TimeSpan.FromMinutes(2) });
        var first = Samples.Peers(cached);
        Assert.Equal(first, Samples.Peers(cached, at: Samples.Start.AddSeconds(119)));
        Assert.NotEqual(first, Samples.Peers(cached, at: Samples.Start.AddSeconds(120)));
    }

    [Fact]
    public void A_cached_reply_is_for_those_who_ask_the_same()
    {
        var tracker = Samples.Tracker(members: 500, new TrackerManners { CacheFor = TimeSpan.FromMinutes(2), SeedersGetLeechersOnly = true });
        Samples.Reply(tracker, Samples.Request with { NumWant = 50 });

        Assert.Equal(60, Samples.Peers(tracker, Samples.Request with { NumWant = 60 }).Length);
        var forSeeder = Samples.Peers(tracker, Samples.Request with { NumWant = 50, Left = 0 });
        Assert.All(forSeeder, peer => Assert.False(Samples.Members(500).TryFind(peer, out var member) && member.IsSeeder));
    }

    [Fact]
    public void The_families_are_separate_populations()
    {
        var tracker = Samples.Tracker(members: 40);

        Assert.Equal(1, tracker.Announce(Samples.Request, Samples.CallerV6, Samples.Start) is AnnounceReply reply ? reply.Peers.CountV6 : -1);
        Assert.Equal(40, Counts(AddressFamily.InterNetwork));
        Assert.Equal(1, Counts(AddressFamily.InterNetworkV6));

        long? Counts(AddressFamily family) => tracker.Scrape([Samples.Hash], family, Samples.Start)?[0] is { } counts ? counts.Complete + counts.Incomplete : null;
    }

    [Fact]
    public void A_reply_to_stopped_names_nobody()
    {
        var tracker = Samples.Tracker(members: 40);
        Samples.Reply(tracker);

        var reply = Samples.Reply(tracker, Samples.Request with { Event = AnnounceEvent.Stopped, NumWant = 50 });
        Assert.Equal((0, 12, 28), (reply.Peers.Count, reply.Complete, reply.Incomplete));
    }

    [Fact]
    public void Both_names_of_one_tracker_are_one_list()
    {
        // An alias is a second endpoint before the same tracker: who comes in by one door is there for the other.
        ITracker one = Samples.Tracker(members: 3);
        var other = one;
        Samples.Reply(one, Samples.Request with { Port = 7001 });

        Assert.Contains(PeerEndpoint.From(Samples.Caller, 7001), Samples.Peers(other, Samples.Request with { Port = 7002 }));
    }

    [Fact]
    public void A_fixed_subset_stays_the_same_however_often_one_asks()
    {
        var tracker = Samples.Tracker(members: 500, new TrackerManners { Policy = new FirstByPeerId() });
        var seen = Enumerable.Range(0, 50).SelectMany(_ => Samples.Peers(tracker)).ToHashSet();

        Assert.Equal(74, seen.Count);
    }

    [Fact]
    public void Who_comes_back_with_another_peer_id_moves_in_the_order_of_peer_ids()
    {
        var tracker = Samples.Tracker(members: 500, new TrackerManners { Policy = new FirstByPeerId(10) });
        var caller = PeerEndpoint.From(Samples.Caller, 6881);

        Assert.Contains(caller, Samples.Peers(tracker, Samples.Request with { PeerId = new PeerId(new byte[20]) }));
        Assert.DoesNotContain(caller, Samples.Peers(tracker, Samples.Request with { PeerId = new PeerId([.. Enumerable.Repeat((byte)255, 20)]) }).ToArray());
    }
}
