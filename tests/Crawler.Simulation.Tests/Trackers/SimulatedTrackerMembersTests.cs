using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Simulation.Trackers;

namespace Crawler.Simulation.Tests.Trackers;

/// <summary>Who comes onto its lists, and how they go.</summary>
public class SimulatedTrackerMembersTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(20);

    [Fact]
    public void A_silent_leaver_is_named_until_its_timeout_and_not_after()
    {
        var tracker = Samples.Tracker(members: 0, new TrackerManners { MemberTimeout = Timeout });
        var leaver = Samples.Members(1)[0];
        tracker.Admit(Samples.Hash, leaver);

        Assert.Contains(leaver.Endpoint, Samples.Peers(tracker, at: Samples.Start + Timeout));
        Assert.DoesNotContain(leaver.Endpoint, Samples.Peers(tracker, at: Samples.Start + Timeout + TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void Who_announces_again_stays()
    {
        var tracker = Samples.Tracker(members: 0, new TrackerManners { MemberTimeout = Timeout });
        var member = Samples.Members(1)[0];
        for (var minute = 0; minute <= 60; minute += 15) tracker.Admit(Samples.Hash, member with { AnnouncedAt = Samples.Start.AddMinutes(minute) });

        Assert.Equal(1, tracker.Truth(Samples.Hash, Samples.Start.AddMinutes(80)).Peers);
        Assert.Equal(0, tracker.Truth(Samples.Hash, Samples.Start.AddMinutes(81)).Peers);
    }

    [Fact]
    public void Who_says_goodbye_is_gone_at_once()
    {
        var tracker = Samples.Tracker(members: 0);
        var members = Samples.Members(2);
        tracker.Admit(Samples.Hash, members[0]);
        tracker.Admit(Samples.Hash, members[1]);
        tracker.Dismiss(Samples.Hash, members[0].Endpoint);
        tracker.Dismiss(Samples.OtherHash, members[1].Endpoint);

        Assert.Equal(1, tracker.Truth(Samples.Hash, Samples.Start).Peers);
        Assert.Equal(0, tracker.Truth(Samples.OtherHash, Samples.Start).Peers);
    }

    [Fact]
    public void A_caller_is_on_the_list_until_it_stops_or_falls_silent()
    {
        var tracker = Samples.Tracker(members: 5, new TrackerManners { MemberTimeout = Timeout });
        Samples.Reply(tracker);
        Assert.Equal(6, Listed(Samples.Start));
        Samples.Reply(tracker, Samples.Request with { Event = AnnounceEvent.Stopped });
        Assert.Equal(5, Listed(Samples.Start));

        Samples.Reply(tracker);
        Assert.Equal(6, Listed(Samples.Start + Timeout));
        Assert.Equal(5, Listed(Samples.Start + Timeout + TimeSpan.FromSeconds(1)));

        long? Listed(DateTimeOffset at) => tracker.Scrape([Samples.Hash], AddressFamily.InterNetwork, at)![0] is { } counts ? counts.Complete + counts.Incomplete : null;
    }

    [Fact]
    public void Stopped_of_somebody_unknown_changes_nothing()
    {
        var tracker = Samples.Tracker(members: 5);

        Assert.Equal(3, Samples.Reply(tracker, Samples.Request with { Event = AnnounceEvent.Stopped }).Incomplete);
        Assert.Equal(5, tracker.Truth(Samples.Hash, Samples.Start).Peers);
    }

    [Fact]
    public void A_leecher_that_finishes_is_counted_once_as_seeder_and_as_download()
    {
        var tracker = Samples.Tracker(members: 0);
        var member = Samples.Members(1, seederShare: 0)[0];
        tracker.Admit(Samples.Hash, member);
        tracker.Admit(Samples.Hash, member with { IsSeeder = true }, hasFinished: true);

        var counts = tracker.Scrape([Samples.Hash], AddressFamily.InterNetwork, Samples.Start)![0]!;
        Assert.Equal((1, 0, 1), (counts.Complete, counts.Incomplete, counts.Downloaded));
    }

    [Fact]
    public void A_full_store_drops_those_heard_of_longest_ago()
    {
        var tracker = Samples.Tracker(members: 0, new TrackerManners { StoreCapacity = 100 });
        var members = Samples.Members(150);
        for (var place = 0; place < 150; place++) tracker.Admit(Samples.Hash, members[place] with { AnnouncedAt = Samples.Start.AddSeconds(place) });

        Assert.Equal(100, tracker.Truth(Samples.Hash, Samples.Start.AddMinutes(5)).Peers);
        var named = Samples.Peers(tracker, Samples.Request with { NumWant = 200 }, Samples.Start.AddMinutes(5)).ToHashSet();
        Assert.Equal(100, named.Count);
        Assert.DoesNotContain(members[50].Endpoint, named);
        Assert.Contains(members[149].Endpoint, named);
        Assert.Contains(PeerEndpoint.From(Samples.Caller, 6881), named);
    }
}
