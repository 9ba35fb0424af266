using System.Net.Sockets;
using Crawler.Actors.Measuring;
using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Statistics.Sizes;

namespace Crawler.Actors.Tests.Torrents;

public sealed class SwarmTests
{
    private static readonly TrackerUrl A = TrackerUrl.Parse("http://a.example/announce");
    private static readonly TrackerUrl B = TrackerUrl.Parse("http://b.example/announce");

    private readonly TrackerKnowledge _knowledge = new();

    [Fact]
    public void Peers_are_counted_once_by_tracker_and_once_in_union()
    {
        var swarm = NewSwarm();
        Assert.Equal(2, Add(swarm, A, "192.0.2.1:1", "192.0.2.2:1", "192.0.2.1:1"));
        Assert.Equal(1, Add(swarm, B, "192.0.2.2:1", "192.0.2.3:1"));
        Assert.Equal((2, 2, 3), (swarm.DistinctAt(A, AddressFamily.InterNetwork), swarm.DistinctAt(B, AddressFamily.Unspecified), swarm.Distinct));
    }

    [Fact]
    public void The_same_address_on_another_port_is_another_peer()
    {
        var swarm = NewSwarm();
        Add(swarm, A, "192.0.2.1:1", "192.0.2.1:2");
        Assert.Equal(2, swarm.Distinct);
    }

    [Fact]
    public void A_reply_shorter_than_asked_for_and_as_long_as_claimed_is_the_whole_swarm()
    {
        var swarm = NewSwarm();
        Add(swarm, A, "192.0.2.1:1", "192.0.2.2:1", "192.0.2.3:1");

        var estimate = swarm.EstimateAt(A, AddressFamily.InterNetwork)!;
        Assert.Equal((SizeMethod.Enumerated, 3), (estimate.Method, estimate.Size));
    }

    [Fact]
    public void A_full_reply_is_a_sample_and_says_only_at_least()
    {
        var swarm = NewSwarm();
        Add(swarm, A, Reply(Peers(0, 50), complete: 500));

        var estimate = swarm.EstimateAt(A, AddressFamily.InterNetwork)!;
        Assert.Equal((SizeMethod.AtLeast, null, 50), (estimate.Method, estimate.Size, estimate.Low));
    }

    [Fact]
    public void Closing_a_window_tells_snapshot_and_cumulative_by_tracker_and_in_union_and_begins_the_next()
    {
        var swarm = NewSwarm();
        Add(swarm, A, "192.0.2.1:1", "192.0.2.2:1", "192.0.2.3:1");
        Add(swarm, B, "192.0.2.3:1", "192.0.2.4:1", "192.0.2.5:1");
        var first = swarm.CloseWindow();
        Add(swarm, A, "192.0.2.2:1", "192.0.2.3:1", "192.0.2.9:1");
        var second = swarm.CloseWindow();

        Assert.Equal(
            [(A, EstimateKind.Snapshot), (A, EstimateKind.Cumulative), (B, EstimateKind.Snapshot), (B, EstimateKind.Cumulative), (null, EstimateKind.Snapshot), (null, EstimateKind.Cumulative)],
            first.Select(estimate => (estimate.Tracker, estimate.Kind)));
        Assert.Equal([3, 3, 3, 3, 5, 5], first.Select(estimate => estimate.Size.Size!.Value));
        Assert.Equal((3, 4), (second[0].Size.Distinct, second[1].Size.Distinct));
        Assert.Empty(swarm.CloseWindow());
    }

    [Fact]
    public void Windows_of_a_swarm_that_comes_and_goes_are_joined_as_an_open_population()
    {
        var swarm = NewSwarm();
        var random = new Random(4);
        var windows = new List<IReadOnlyList<SwarmEstimate>>();
        for (var window = 0; window < 5; window++)
        {
            // 200 peers at a time, 20 of whom are others in the next window.
            for (var look = 0; look < 4; look++)
            {
                var peers = Enumerable.Range(window * 20, 200).OrderBy(_ => random.Next()).Take(50);
                var attempt = Reply([.. peers.SelectMany(peer => Peers(peer, 1))], complete: 200);
                Add(swarm, A, attempt with { At = DateTimeOffset.UnixEpoch.AddHours(window).AddMinutes(look) });
            }

            windows.Add(swarm.CloseWindow());
        }

        Assert.DoesNotContain(windows[1], estimate => estimate.Kind == EstimateKind.OpenPopulation);
        var open = windows[^1].Where(estimate => estimate.Kind == EstimateKind.OpenPopulation).ToList();
        Assert.Equal([2, 3], open.Select(estimate => (int)(estimate.From - DateTimeOffset.UnixEpoch).TotalHours));
        Assert.All(open, estimate => Assert.InRange(estimate.Size.Size!.Value, 150, 260));
        Assert.InRange(open[0].Size.Survival!.Value, 0.75, 1);
        var cumulative = windows[^1].Single(estimate => estimate.Kind == EstimateKind.Cumulative && estimate.Tracker is not null);
        Assert.True(cumulative.Size.Flags.HasFlag(SizeFlags.Open));
        Assert.True(cumulative.Size.Distinct > 250, $"{cumulative.Size.Distinct} of 280 took part");
    }

    [Fact]
    public void A_tracker_that_makes_peers_up_is_flagged_and_left_out_of_the_union()
    {
        _knowledge.Caught(B);
        var swarm = NewSwarm();
        Add(swarm, A, "192.0.2.1:1", "192.0.2.2:1", "192.0.2.3:1");
        Add(swarm, B, "192.0.2.7:1", "192.0.2.8:1", "192.0.2.9:1");

        var estimates = swarm.CloseWindow();
        Assert.True(estimates.Single(estimate => estimate.Tracker == B && estimate.Kind == EstimateKind.Snapshot).Size.Flags.HasFlag(SizeFlags.Fabricated));
        var union = estimates.Single(estimate => estimate.Tracker is null && estimate.Kind == EstimateKind.Snapshot).Size;
        Assert.Equal(3, union.Size);
        Assert.True(union.Flags.HasFlag(SizeFlags.Partial));
    }

    [Fact]
    public void Peers_that_a_tracker_makes_up_are_not_taken_in()
    {
        var swarm = NewSwarm();
        Add(swarm, A, "192.0.2.1:1");
        _knowledge.Caught(B);
        for (var look = 0; look < 10; look++) Assert.Equal(0, Add(swarm, B, Reply(Peers(50 * look, 50), complete: 500)));

        Assert.Equal((1, 0, 10), (swarm.Distinct, swarm.DistinctAt(B, AddressFamily.InterNetwork), swarm.LooksAt(B, AddressFamily.InterNetwork)));
        Assert.Equal((SizeMethod.None, null), (swarm.EstimateAt(B, AddressFamily.InterNetwork)!.Method, swarm.EstimateAt(B, AddressFamily.InterNetwork)!.Size));
    }

    [Fact]
    public void What_a_tracker_was_caught_at_in_one_window_goes_for_all_of_them_together()
    {
        var swarm = NewSwarm();
        for (var window = 0; window < 2; window++)
        {
            // The same fifty of five hundred, every time.
            for (var look = 0; look < 4; look++) Add(swarm, A, Reply(Peers(0, 50), complete: 500));
            Add(swarm, B, "192.0.2.1:1", "192.0.2.2:1", "192.0.2.3:1");
            var cumulative = swarm.CloseWindow().Where(estimate => estimate.Kind == EstimateKind.Cumulative).ToList();
            Assert.True(cumulative.Single(estimate => estimate.Tracker == A).Size.Flags.HasFlag(SizeFlags.FixedSubset));
            Assert.Equal(3, cumulative.Single(estimate => estimate.Tracker is null).Size.Distinct);
        }
    }

    [Fact]
    public void Who_was_silent_in_this_window_took_part_all_the_same_and_the_window_is_part_of_the_trackers()
    {
        var swarm = NewSwarm();
        Add(swarm, A, "192.0.2.1:1", "192.0.2.2:1", "192.0.2.3:1");
        Add(swarm, B, "192.0.2.4:1", "192.0.2.5:1", "192.0.2.6:1");
        swarm.CloseWindow();
        Add(swarm, A, "192.0.2.1:1", "192.0.2.2:1", "192.0.2.3:1");

        var unions = swarm.CloseWindow().Where(estimate => estimate.Tracker is null).ToDictionary(estimate => estimate.Kind, estimate => estimate.Size);
        Assert.Equal((3, true), (unions[EstimateKind.Snapshot].Distinct, unions[EstimateKind.Snapshot].Flags.HasFlag(SizeFlags.Partial)));
        Assert.Equal(6, unions[EstimateKind.Cumulative].Low);
    }

    [Fact]
    public void Bogons_are_no_peers_but_tell_of_made_up_ones()
    {
        var swarm = NewSwarm();
        var reply = Samples.Ok(60, peers: ["192.0.2.1:0", "192.0.2.2:1"]);
        Add(swarm, A, reply);
        Assert.Equal(1, swarm.Distinct);
    }

    private static Swarm NewSwarm() => new(Samples.Hash, MeasuringPlan.UsualSession);

    private int Add(Swarm swarm, TrackerUrl tracker, Attempt attempt) =>
        swarm.Add(tracker, AddressFamily.InterNetwork, attempt, _knowledge.Replied(tracker, attempt.Reply!.Peers.Count));

    private int Add(Swarm swarm, TrackerUrl tracker, params string[] peers) =>
        Add(swarm, tracker, Samples.Ok(60, peers: peers) with { NumWant = 50 });

    private static Attempt Reply(string[] peers, long complete)
    {
        var attempt = Samples.Ok(60, peers: peers) with { NumWant = 50 };
        return attempt with { Reply = attempt.Reply! with { Complete = complete, Incomplete = 0 } };
    }

    private static string[] Peers(int from, int count) => [.. Enumerable.Range(from, count).Select(i => $"198.51.{i / 250}.{i % 250}:6881")];
}
