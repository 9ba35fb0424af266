using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Simulation.Populations;
using Crawler.Simulation.Randomness;
using Crawler.Simulation.Trackers;
using Crawler.Simulation.Trackers.Policies;
using Crawler.Simulation.Worlds;

namespace Crawler.Simulation.Tests.Worlds;

public class WorldTests
{
    private static readonly SwarmPlan Lively = SwarmPlan.Steady(Samples.Hash, 400, new ExponentialSessions(TimeSpan.FromHours(1))) with
    {
        Downloads = new ExponentialSessions(TimeSpan.FromMinutes(40)),
        Membership = new Membership(AllShare: 0.3, FirstTierShare: 0.3),
        V6Share = 0.2,
        NatShare = 0.1,
    };

    [Fact]
    public void Who_came_and_did_not_go_is_there_in_every_swarm_at_any_time()
    {
        var world = Fading(seed: 1);
        for (var minute = 7; minute < 600; minute += 7)
        {
            var now = Samples.Start.AddMinutes(minute);
            world.AdvanceTo(now);

            Assert.Equal(now, world.Now);
            Assert.All(world.Swarms, swarm =>
            {
                Assert.Equal(swarm.Arrived - swarm.Departed, world.Truth(swarm.InfoHash, now).Peers);
                Assert.InRange(swarm.Truth.Seeders, 0, swarm.Truth.Peers);
            });
        }

        Assert.All(world.Swarms, swarm => Assert.True(swarm.Departed > 300));
    }

    [Fact]
    public void What_trackers_list_is_the_swarm_once_nobody_leaves_without_a_word()
    {
        var world = new World(2, Samples.Start);
        var all = world.AddTracker(new TrackerManners());
        var part = world.AddTracker(new TrackerManners());
        world.AddSwarm(Lively with { SilentShare = 0, Membership = Membership.Everywhere }, [[all]]);
        world.AddSwarm(Lively with { InfoHash = Samples.OtherHash, SilentShare = 0 }, [[all], [part]]);
        for (var hour = 1; hour < 8; hour++)
        {
            var now = Samples.Start.AddHours(hour);

            Assert.Equal(world.Truth(Samples.Hash, now), world.Truth(Samples.Hash, all, now));
            Assert.Equal(world.Truth(Samples.OtherHash, now), world.Truth(Samples.OtherHash, all, now));
            Assert.True(world.Truth(Samples.OtherHash, part, now).Peers < world.Truth(Samples.OtherHash, now).Peers);
        }
    }

    [Fact]
    public void Who_leaves_without_a_word_is_listed_beyond_the_truth()
    {
        var world = new World(3, Samples.Start);
        var tracker = world.AddTracker(new TrackerManners());
        world.AddSwarm(Lively with { SilentShare = 1, Membership = Membership.Everywhere }, [[tracker]]);
        var now = Samples.Start.AddHours(6);

        // Departures of the time until the timeout, less what was already silent of it: 15–45 min at 400 an hour.
        Assert.InRange(world.Truth(Samples.Hash, tracker, now).Peers - world.Truth(Samples.Hash, now).Peers, 100, 300);
    }

    [Fact]
    public void The_same_seed_gives_the_same_world_and_another_seed_another()
    {
        Assert.Equal(Story(Fading(seed: 4)), Story(Fading(seed: 4)));
        Assert.NotEqual(Story(Fading(seed: 4)), Story(Fading(seed: 5)));
    }

    [Fact]
    public void A_further_swarm_and_tracker_change_nothing_for_the_others()
    {
        var now = Samples.Start.AddHours(3);
        var alone = new World(6, Samples.Start);
        alone.AddSwarm(Lively, [[alone.AddTracker(new TrackerManners())]]);
        var beside = new World(6, Samples.Start);
        beside.AddSwarm(Lively, [[beside.AddTracker(new TrackerManners())]]);
        beside.AddSwarm(Lively with { InfoHash = Samples.OtherHash }, [[beside.Trackers[0], beside.AddTracker(new TrackerManners())]]);

        Assert.Equal(alone.Truth(Samples.Hash, now), beside.Truth(Samples.Hash, now));
        Assert.Equal(Samples.Peers(alone.Trackers[0], at: now), Samples.Peers(beside.Trackers[0], at: now));
    }

    [Fact]
    public void Time_does_not_run_backwards()
    {
        var world = Fading(seed: 7);
        world.AdvanceTo(Samples.Start.AddHours(2));
        var truth = world.Truth(Samples.Hash, Samples.Start.AddHours(2));
        world.AdvanceTo(Samples.Start);

        Assert.Equal(Samples.Start.AddHours(2), world.Now);
        Assert.Equal(truth, world.Truth(Samples.Hash, Samples.Start.AddHours(1)));
    }

    [Fact]
    public void A_swarm_that_is_not_there_has_nobody() =>
        Assert.Equal(0, Fading(seed: 8).Truth(Samples.AnyHash(new SeededRandom(9)), Samples.Start).Peers);

    [Fact]
    public void The_same_infohash_twice_is_refused_and_changes_nothing()
    {
        var world = Fading(seed: 10);
        var listed = world.Truth(Samples.Hash, world.Trackers[0], Samples.Start);

        Assert.Throws<ArgumentException>(() => world.AddSwarm(Lively, [[world.Trackers[0]]]));
        Assert.Equal(listed, world.Truth(Samples.Hash, world.Trackers[0], Samples.Start));
    }

    [Fact]
    public void A_living_tracker_moves_its_world_on_when_it_is_asked()
    {
        var world = Fading(seed: 11);
        var living = new LivingTracker(world, world.Trackers[0]);
        living.Announce(Samples.Request, Samples.Caller, Samples.Start.AddMinutes(30));
        Assert.Equal(Samples.Start.AddMinutes(30), world.Now);
        living.Scrape([Samples.Hash], Samples.Caller.AddressFamily, Samples.Start.AddMinutes(40));
        Assert.Equal(Samples.Start.AddMinutes(40), world.Now);
    }

    [Fact]
    public async Task Callers_from_many_threads_find_one_world()
    {
        var world = Fading(seed: 12);
        var living = new LivingTracker(world, world.Trackers[0]);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(() =>
        {
            for (var second = 0; second < 500; second++)
            {
                var now = Samples.Start.AddSeconds(second * 10);
                Assert.NotNull(living.Announce(Samples.Request with { Port = 7000 + caller }, Samples.Caller, now));
                Assert.Equal(world.Truth(Samples.OtherHash, now).Peers > 0, world.Truth(Samples.OtherHash, world.Trackers[0], now).Peers > 0);
            }
        })));

        Assert.Equal(Samples.Start.AddSeconds(4990), world.Now);
        Assert.All(world.Swarms, swarm => Assert.Equal(swarm.Arrived - swarm.Departed, swarm.Truth.Peers));
    }

    private static World Fading(long seed)
    {
        var world = new World(seed, Samples.Start);
        var one = world.AddTracker(new TrackerManners());
        var other = world.AddTracker(new TrackerManners { Policy = new JitteredStrata() });
        world.AddSwarm(Lively, [[one], [other]]);
        world.AddSwarm(Lively with { InfoHash = Samples.OtherHash, Arrivals = new ArrivalRate(300) { Decay = TimeSpan.FromHours(5), DaySwing = 0.5 } }, [[one, other]]);
        return world;
    }

    /// <summary>All that can be told of a world over some hours.</summary>
    private static string[] Story(World world)
    {
        var story = new List<string>();
        for (var hour = 1; hour < 6; hour++)
        {
            var now = Samples.Start.AddHours(hour);
            foreach (var hash in (InfoHash[])[Samples.Hash, Samples.OtherHash])
            {
                story.Add(world.Truth(hash, now).ToString());
                foreach (var tracker in world.Trackers)
                {
                    var reply = (AnnounceReply)new LivingTracker(world, tracker).Announce(Samples.Request with { InfoHash = hash }, Samples.Caller, now)!;
                    story.Add($"{reply.Complete} {reply.Incomplete} {Convert.ToHexString(reply.Peers.CompactV4.Span)}");
                }
            }
        }

        return [.. story];
    }
}
