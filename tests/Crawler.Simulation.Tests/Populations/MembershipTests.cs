using Crawler.Simulation.Populations;
using Crawler.Simulation.Randomness;
using Crawler.Simulation.Trackers;

namespace Crawler.Simulation.Tests.Populations;

public class MembershipTests
{
    private readonly SimulatedTracker _a = Samples.Tracker(0);
    private readonly SimulatedTracker _b = Samples.Tracker(0);
    private readonly SimulatedTracker _c = Samples.Tracker(0);
    private readonly SimulatedTracker _down = Samples.Tracker(0, new TrackerManners { Outages = [new Outage(Samples.Start, Samples.Start.AddHours(1))] });

    [Fact]
    public void Who_announces_to_all_announces_to_all_that_answer()
    {
        var chosen = Choose(Membership.Everywhere, [[_a, _down], [_b], [_a, _c]]);

        Assert.All(chosen, trackers => Assert.Equal([_a, _b, _c], trackers));
    }

    [Fact]
    public void Who_follows_the_tiers_takes_one_of_each_and_passes_over_those_that_are_down()
    {
        var chosen = Choose(new Membership(0), [[_a, _down], [_b, _c]]);

        Assert.All(chosen, trackers => Assert.Equal(2, trackers.Length));
        Assert.All(chosen, trackers => Assert.Same(_a, trackers[0]));
        Assert.Equal(500, chosen.Count(trackers => trackers[1] == _b), 80.0);
    }

    [Fact]
    public void Who_keeps_to_the_letter_stops_at_the_first_tier_with_an_answer()
    {
        var chosen = Choose(new Membership(0, FirstTierShare: 1), [[_down], [_b], [_c]]);

        Assert.All(chosen, trackers => Assert.Equal([_b], trackers));
    }

    private static List<SimulatedTracker[]> Choose(Membership membership, IReadOnlyList<IReadOnlyList<SimulatedTracker>> tiers)
    {
        var random = new SeededRandom(10);
        return [.. Enumerable.Range(0, 1_000).Select(_ => membership.Choose(tiers, Samples.Start, random))];
    }
}
