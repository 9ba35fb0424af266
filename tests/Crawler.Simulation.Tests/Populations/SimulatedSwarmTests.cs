using Crawler.Simulation.Populations;
using Crawler.Simulation.Randomness;
using Crawler.Simulation.Trackers;

namespace Crawler.Simulation.Tests.Populations;

public class SimulatedSwarmTests
{
    private static readonly SwarmPlan Lively = SwarmPlan.Steady(Samples.Hash, 500, WeibullSessions.Measured) with
    {
        Downloads = new ExponentialSessions(TimeSpan.FromHours(1)),
        NatShare = 0.1,
    };

    [Fact]
    public void Who_came_and_did_not_go_is_there()
    {
        var (swarm, tracker) = Swarm(Lively with { SilentShare = 0 });
        for (var hour = 1; hour <= 12; hour++)
        {
            var now = Samples.Start.AddHours(hour);
            swarm.AdvanceTo(now);

            Assert.Equal(swarm.Arrived - swarm.Departed, swarm.Truth.Peers);
            Assert.Equal(swarm.Truth, tracker.Truth(Samples.Hash, now));
        }

        Assert.True(swarm.Departed > 500, "a day's half passed without a generation");
    }

    [Fact]
    public void A_swarm_in_balance_stays_about_as_large_as_it_was()
    {
        var (swarm, _) = Swarm(Lively);
        swarm.AdvanceTo(Samples.Start.AddDays(2));

        Assert.InRange(swarm.Truth.Peers, 400, 600);
    }

    [Fact]
    public void Leechers_become_seeders()
    {
        var (swarm, _) = Swarm(Lively with { SeederShare = 0 });

        Assert.Equal(0, swarm.Truth.Seeders);
        swarm.AdvanceTo(Samples.Start.AddHours(3));
        Assert.True(swarm.Truth.Seeders > 100);
    }

    [Fact]
    public void Time_in_steps_of_any_width_gives_the_same_world()
    {
        var (one, tracker) = Swarm(Lively);
        var (many, sameTracker) = Swarm(Lively);
        var end = Samples.Start.AddHours(6);
        one.AdvanceTo(end);
        for (var at = Samples.Start; at < end; at += TimeSpan.FromSeconds(97)) many.AdvanceTo(at);
        many.AdvanceTo(end);

        Assert.Equal((one.Arrived, one.Departed, one.Truth), (many.Arrived, many.Departed, many.Truth));
        Assert.Equal(tracker.Truth(Samples.Hash, end), sameTracker.Truth(Samples.Hash, end));
    }

    [Fact]
    public void Who_leaves_without_a_word_is_listed_for_fifteen_to_forty_five_minutes_more()
    {
        var (swarm, tracker) = Swarm(new SwarmPlan
        {
            InfoHash = Samples.Hash,
            Size = 400,
            SilentShare = 1,
            Sessions = new ExponentialSessions(TimeSpan.FromSeconds(1)),
        });
        var gone = Samples.Start.AddMinutes(1);
        swarm.AdvanceTo(gone);

        Assert.Equal(0, swarm.Truth.Peers);
        Assert.Equal(400, tracker.Truth(Samples.Hash, Samples.Start.AddMinutes(14)).Peers);
        Assert.Equal(200, tracker.Truth(Samples.Hash, Samples.Start.AddMinutes(30)).Peers, 40.0);
        Assert.Equal(0, tracker.Truth(Samples.Hash, Samples.Start.AddMinutes(46)).Peers);
    }

    [Fact]
    public void A_closed_swarm_never_changes_and_is_never_forgotten()
    {
        var (swarm, tracker) = Swarm(new SwarmPlan { InfoHash = Samples.Hash, Size = 300 });
        var later = Samples.Start.AddDays(30);
        swarm.AdvanceTo(later);

        Assert.Equal(300, swarm.Truth.Peers);
        Assert.Equal(swarm.Truth, tracker.Truth(Samples.Hash, later));
    }

    [Fact]
    public void A_leecher_of_a_closed_swarm_that_finishes_is_not_forgotten_either()
    {
        var (swarm, tracker) = Swarm(new SwarmPlan { InfoHash = Samples.Hash, Size = 300, Downloads = new ExponentialSessions(TimeSpan.FromHours(1)) });
        var later = Samples.Start.AddDays(3);
        swarm.AdvanceTo(later);

        Assert.Equal((300, 0), (swarm.Truth.Seeders, swarm.Truth.Leechers));
        Assert.Equal(swarm.Truth, tracker.Truth(Samples.Hash, later));
    }

    [Fact]
    public void Sessions_that_end_beyond_the_calendar_never_end()
    {
        var (swarm, _) = Swarm(new SwarmPlan
        {
            InfoHash = Samples.Hash,
            Size = 400,
            Sessions = new ExponentialSessions(TimeSpan.FromDays(365 * 2_000)),
            AnnounceEvery = TimeSpan.FromDays(365 * 50),
        });
        swarm.AdvanceTo(DateTimeOffset.MaxValue);

        // e^(−7973 / 2000) of them.
        Assert.InRange(swarm.Truth.Peers, 1, 20);
    }

    private static (SimulatedSwarm Swarm, SimulatedTracker Tracker) Swarm(SwarmPlan plan)
    {
        var tracker = new SimulatedTracker(new TrackerManners(), new SeededRandom(11));
        return (new SimulatedSwarm(plan, [[tracker]], Samples.Start, new SeededRandom(12)), tracker);
    }
}
