using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Simulation.Randomness;
using Crawler.Simulation.Worlds;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Simulation.Tests.Worlds;

public class DemoWorldTests
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new(Samples.Start);

    [Fact]
    public async Task Its_targets_are_four_swarms_at_all_its_trackers()
    {
        await using var world = DemoWorld.Start(1, _time, Length);

        Assert.Equal(4, world.Targets.Count);
        Assert.Equal(4, world.Targets.Select(target => target.InfoHash).Distinct().Count());
        Assert.All(world.Targets, target =>
        {
            Assert.NotNull(target.Name);
            Assert.True(target.Size > 0);
            Assert.Equal(world.Trackers.Select(tracker => tracker.Url), target.Trackers.Entries.Select(entry => entry.Url));
        });
        Assert.Equal(world.Trackers.Count, world.Trackers.Select(tracker => tracker.Url).Distinct().Count());
        Assert.Contains(world.Trackers, tracker => !tracker.IsHonest);
    }

    [Fact]
    public async Task The_truth_is_what_was_planned_and_hardly_moves_while_it_lasts()
    {
        await using var world = DemoWorld.Start(1, _time, Length);
        var before = Sizes(world);
        _time.Advance(Length);

        Assert.Equal([40, 700, 3_000, 12_000], before);
        Assert.All(before.Zip(Sizes(world)), pair => Assert.InRange(pair.Second, pair.First * 0.95, pair.First * 1.05));
    }

    [Fact]
    public async Task No_tracker_lists_all_of_a_large_swarm_and_two_names_list_the_same()
    {
        await using var world = DemoWorld.Start(1, _time, Length);
        var large = world.Targets[^1].InfoHash;
        var listed = world.Trackers.Select(tracker => world.Truth(large, tracker.Url)?.Peers).ToArray();

        Assert.Equal(listed[0], listed[1]);
        Assert.Null(listed[^1]);
        Assert.All(listed[..^1], count => Assert.InRange(count!.Value, 3_000, 11_999));
    }

    [Fact]
    public async Task What_is_not_of_this_world_has_no_truth()
    {
        await using var world = DemoWorld.Start(1, _time, Length);

        Assert.Null(world.Truth(Samples.AnyHash(new SeededRandom(1))));
        Assert.Null(world.Truth(Samples.AnyHash(new SeededRandom(1)), world.Trackers[0].Url));
        Assert.Null(world.Truth(world.Targets[0].InfoHash, TrackerUrl.Parse("http://tracker.example/announce")));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_world_whatever_the_ports()
    {
        await using var one = DemoWorld.Start(7, _time, Length);
        await using var same = DemoWorld.Start(7, _time, Length);
        await using var other = DemoWorld.Start(8, _time, Length);

        Assert.Equal(await StoryAsync(one), await StoryAsync(same));
        Assert.NotEqual(await StoryAsync(one), await StoryAsync(other));
    }

    [Fact]
    public async Task Every_tracker_is_there_but_the_dead_one()
    {
        await using var world = DemoWorld.Start(1, _time, Length);
        using var client = new TrackerClient(Loopback.Options);
        var target = world.Targets[1];
        for (var place = 0; place < world.Trackers.Count; place++)
        {
            var attempt = await client.AnnounceAsync(world.Trackers[place].Url, Loopback.Request with { InfoHash = target.InfoHash });

            Assert.True(place == world.Trackers.Count - 1 ? attempt.Outcome == AttemptOutcome.ConnectFailed : attempt.Outcome is AttemptOutcome.Ok or AttemptOutcome.Refused, attempt.ErrorText);
        }
    }

    [Fact]
    public void It_lasts_some_time() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DemoWorld.Start(1, _time, TimeSpan.Zero));

    private static int[] Sizes(DemoWorld world) => [.. world.Targets.Select(target => world.Truth(target.InfoHash)!.Value.Peers)];

    /// <summary>Counts on every list, and whom the first tracker names over its socket.</summary>
    private static async Task<string[]> StoryAsync(DemoWorld world)
    {
        using var client = new TrackerClient(Loopback.Options);
        var story = new List<string>();
        foreach (var target in world.Targets)
        {
            story.Add($"{world.Truth(target.InfoHash)}");
            story.AddRange(world.Trackers.Select(tracker => $"{world.Truth(target.InfoHash, tracker.Url)}"));
            var attempt = await client.AnnounceAsync(world.Trackers[0].Url, Loopback.Request with { InfoHash = target.InfoHash });
            story.Add(Convert.ToHexString(attempt.Reply!.Peers.CompactV4.Span));
        }

        return [.. story];
    }
}
