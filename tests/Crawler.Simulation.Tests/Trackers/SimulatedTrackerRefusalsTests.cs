using System.Net.Sockets;
using Crawler.Protocol.Announce;
using Crawler.Simulation.Randomness;
using Crawler.Simulation.Trackers;

namespace Crawler.Simulation.Tests.Trackers;

/// <summary>When it answers no, and when not at all.</summary>
public class SimulatedTrackerRefusalsTests
{
    private static readonly TrackerManners Strict = new() { MinInterval = TimeSpan.FromMinutes(5), RefusesEarly = true };

    private static readonly AnnounceRequest Regular = Samples.Request with { Event = AnnounceEvent.None };

    [Fact]
    public void Who_comes_before_the_floor_is_refused_and_told_when_to_come()
    {
        var tracker = Samples.Tracker(members: 10, Strict);
        Samples.Reply(tracker, Regular);

        var refusal = Samples.Refusal(tracker, Regular, Samples.Start.AddSeconds(299));
        Assert.Equal(RefusalKind.TooSoon, RefusalWords.KindOf(refusal.Reason));
        Assert.Equal(300, refusal.MinInterval);
        Samples.Reply(tracker, Regular, Samples.Start.AddSeconds(300));
    }

    [Fact]
    public void A_refused_announce_does_not_push_the_floor_off()
    {
        var tracker = Samples.Tracker(members: 10, Strict);
        Samples.Reply(tracker, Regular);
        for (var second = 30; second < 300; second += 30) Samples.Refusal(tracker, Regular, Samples.Start.AddSeconds(second));

        Samples.Reply(tracker, Regular, Samples.Start.AddSeconds(300));
    }

    [Theory]
    [InlineData(AnnounceEvent.Stopped)]
    [InlineData(AnnounceEvent.Completed)]
    public void News_may_come_at_any_time(AnnounceEvent news)
    {
        var tracker = Samples.Tracker(members: 10, Strict);
        Samples.Reply(tracker, Regular);

        Samples.Reply(tracker, Samples.Request with { Event = news }, Samples.Start.AddSeconds(1));
    }

    [Fact]
    public void Another_swarm_and_another_port_have_floors_of_their_own()
    {
        var tracker = Samples.Tracker(members: 10, Strict);
        Samples.Reply(tracker, Regular);

        Samples.Reply(tracker, Regular with { Port = 7000 });
        Samples.Reply(tracker, Regular with { InfoHash = Samples.OtherHash });
    }

    [Fact]
    public void A_floor_without_enforcement_is_only_said()
    {
        var tracker = Samples.Tracker(members: 10, Strict with { RefusesEarly = false });

        Samples.Reply(tracker, Regular);
        Samples.Reply(tracker, Regular);
    }

    [Fact]
    public void A_whitelist_refuses_what_it_was_not_told_of()
    {
        var tracker = Samples.Tracker(members: 10, new TrackerManners { RegisteredOnly = true });
        var other = Samples.Request with { InfoHash = Samples.OtherHash };

        Assert.Equal(RefusalKind.UnregisteredTorrent, RefusalWords.KindOf(Samples.Refusal(tracker, other).Reason));
        Assert.Equal([10, null], tracker.Scrape([Samples.Hash, Samples.OtherHash], AddressFamily.InterNetwork, Samples.Start)!.Select(counts => counts?.Complete + counts?.Incomplete));
        tracker.Register(Samples.OtherHash);
        Assert.Single(Samples.Peers(tracker, other));
    }

    [Fact]
    public void An_open_tracker_opens_a_swarm_for_whoever_asks()
    {
        var tracker = Samples.Tracker(members: 10);

        Assert.Single(Samples.Peers(tracker, Samples.Request with { InfoHash = Samples.OtherHash }));
        Assert.Equal(1, tracker.Scrape([Samples.OtherHash], AddressFamily.InterNetwork, Samples.Start)![0]!.Incomplete);
    }

    [Fact]
    public void During_an_outage_nobody_is_answered_and_nobody_listed()
    {
        var tracker = Samples.Tracker(members: 10, new TrackerManners { Outages = [new Outage(Samples.Start.AddMinutes(1), Samples.Start.AddMinutes(2))] });

        Assert.True(tracker.IsUp(Samples.Start));
        foreach (var at in (DateTimeOffset[])[Samples.Start.AddMinutes(1), Samples.Start.AddMinutes(2).AddTicks(-1)])
        {
            Assert.False(tracker.IsUp(at));
            Assert.Null(tracker.Announce(Samples.Request, Samples.Caller, at));
            Assert.Null(tracker.Scrape([Samples.Hash], AddressFamily.InterNetwork, at));
        }

        var after = Samples.Start.AddMinutes(2);
        Assert.True(tracker.IsUp(after));
        Assert.Equal(7, tracker.Scrape([Samples.Hash], AddressFamily.InterNetwork, after)![0]!.Incomplete);
    }

    [Fact]
    public void A_share_of_calls_is_lost()
    {
        var tracker = Samples.Tracker(members: 10, new TrackerManners { Loss = 0.2 });
        var lost = Enumerable.Range(0, 2_000).Count(_ => tracker.Announce(Samples.Request, Samples.Caller, Samples.Start) is null);
        var scrapesLost = Enumerable.Range(0, 2_000).Count(_ => tracker.Scrape([Samples.Hash], AddressFamily.InterNetwork, Samples.Start) is null);

        Assert.InRange(lost, 330, 470);
        Assert.InRange(scrapesLost, 330, 470);
    }

    [Fact]
    public void A_share_of_announces_is_refused_for_no_particular_reason()
    {
        var tracker = Samples.Tracker(members: 10, new TrackerManners { RefusalShare = 0.1 });
        var answers = Enumerable.Range(0, 2_000).Select(_ => tracker.Announce(Samples.Request, Samples.Caller, Samples.Start)).ToArray();
        var refusals = answers.OfType<TrackerRefusal>().ToArray();

        Assert.InRange(refusals.Length, 145, 255);
        Assert.All(refusals, refusal => Assert.Equal(RefusalKind.Other, RefusalWords.KindOf(refusal.Reason)));
        Assert.DoesNotContain(answers, answer => answer is null);
    }

    [Fact]
    public void The_same_seed_gives_the_same_answers()
    {
        var manners = new TrackerManners { Loss = 0.1, RefusalShare = 0.1 };

        Assert.Equal(Answers(), Answers());

        string[] Answers()
        {
            var tracker = Samples.Tracker(members: 300, manners);
            return [.. Enumerable.Range(0, 100).Select(_ => tracker.Announce(Samples.Request, Samples.Caller, Samples.Start) switch
            {
                AnnounceReply reply => Convert.ToHexString(reply.Peers.CompactV4.Span),
                TrackerRefusal refusal => refusal.Reason,
                _ => "",
            })];
        }
    }

    [Fact]
    public void Strangers_cannot_fill_it_with_swarms_without_end()
    {
        var tracker = new SimulatedTracker(new TrackerManners(), new SeededRandom(1));
        var random = new SeededRandom(2);
        var refused = 0;
        for (var i = 0; i < SimulatedTracker.MaxSwarms + 10; i++)
        {
            var request = Samples.Request with { InfoHash = Samples.AnyHash(random), Event = AnnounceEvent.Stopped };
            if (tracker.Announce(request, Samples.Caller, Samples.Start) is TrackerRefusal) refused++;
        }

        Assert.Equal(10, refused);
    }
}
