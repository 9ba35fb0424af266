using Crawler.Statistics.Occasions;

namespace Crawler.Statistics.Tests.Occasions;

public sealed class SwarmSightingsTests
{
    [Fact]
    public void A_swarm_nobody_looked_at_has_no_occasions()
    {
        var swarm = new SwarmSightings();
        Assert.Equal((0, 0, 1.0, 0), (swarm.Distinct, swarm.DistinctAt(7), swarm.SampledShare, swarm.Bytes));
        Assert.Equal(0, swarm.Window(0).Occasions);
        Assert.Empty(swarm.Primaries(0).Seen);
        Assert.Empty(swarm.TotalUnion([0, 1]).Patterns);
    }

    [Fact]
    public void An_announce_that_named_nobody_is_an_occasion()
    {
        var swarm = new SwarmSightings();
        Assert.Equal(0, swarm.Add(0, []));
        Assert.Equal([0], swarm.Window(0).Sizes);
        Assert.Equal(0, swarm.Bytes);
    }

    [Fact]
    public void A_peer_named_twice_in_one_reply_was_seen_once()
    {
        var swarm = new SwarmSightings();
        Assert.Equal(2, swarm.Add(0, [5, 5, 0]));
        Assert.Equal([2], swarm.Window(0).Frequencies);
    }

    [Fact]
    public void A_peer_another_series_named_is_not_new()
    {
        var swarm = new SwarmSightings();
        swarm.Add(0, [1, 2]);
        Assert.Equal(1, swarm.Add(3, [2, 3]));
        Assert.Equal((3, 2, 2), (swarm.Distinct, swarm.DistinctAt(0), swarm.DistinctAt(3)));
    }

    [Fact]
    public void A_closed_window_is_forgotten_but_who_was_in_it_is_not()
    {
        var swarm = new SwarmSightings();
        swarm.Add(0, [1, 2]);
        swarm.Add(0, [2, 3]);
        swarm.CloseWindow();
        swarm.CloseWindow();
        Assert.Equal(0, swarm.Window(0).Occasions);
        Assert.Equal(0, swarm.Add(0, [3]));
        Assert.Equal([1], swarm.Window(0).Sizes);
        Assert.Equal([3, 1], swarm.Total(0).Sizes);
        Assert.Equal(3, swarm.Total(0).Announces);
        Assert.Equal(2, swarm.Windows);
    }

    [Theory]
    [InlineData(1, 40, 30, 1)]
    [InlineData(2, 63, 20, 2)]
    [InlineData(3, 64, 200, 3)]
    [InlineData(4, 65, 10, 1)]
    [InlineData(5, 131, 60, 2)]
    [InlineData(6, 300, 90, 3)]
    public void It_says_what_sets_of_peers_say(int seed, int announces, int population, int series)
    {
        var random = new Random(seed);
        var swarm = new SwarmSightings(seed: (ulong)seed);
        var naive = new NaiveSightings();
        for (var i = 0; i < announces; i++)
        {
            Step(random, swarm, naive, series, population, i);
            if (random.Next(announces) == 0) swarm.CloseWindowWith(naive);
        }

        AssertSame(naive, swarm, series);
    }

    [Theory]
    [InlineData(7, 64)]
    [InlineData(8, 65)]
    [InlineData(9, 200)]
    public void Windows_are_pooled_as_sets_are_united(int seed, int windows)
    {
        var random = new Random(seed);
        var swarm = new SwarmSightings(seed: (ulong)seed);
        var naive = new NaiveSightings();
        for (var i = 0; i < windows * 3; i++)
        {
            Step(random, swarm, naive, 3, 80, i);
            if (i % 3 == 2) swarm.CloseWindowWith(naive);
        }

        AssertSame(naive, swarm, 3);
    }

    [Fact]
    public void Peers_of_all_occasions_are_counted_in_blocks_as_one_by_one()
    {
        var swarm = new SwarmSightings();
        var naive = new NaiveSightings();
        var random = new Random(10);
        for (var i = 0; i < 64; i++) Step(random, swarm, naive, 1, 150, i, share: 0.8);
        NaiveSightings.AssertSame(naive.Window(0), swarm.Window(0));
    }

    [Fact]
    public void A_swarm_above_capacity_is_kept_by_a_sample_that_all_series_share()
    {
        var swarm = new SwarmSightings(capacity: 1000, seed: 11);
        var random = new Random(11);
        var whole = new HashSet<ulong>();
        for (var i = 0; i < 60; i++)
        {
            var keys = Enumerable.Range(0, 1000).Select(_ => (ulong)random.NextInt64(20_000)).ToArray();
            whole.UnionWith(keys);
            swarm.Add(i % 3, keys);
        }

        Assert.InRange(swarm.SampledShare, 1 / 32.0, 1 / 16.0);
        Assert.InRange(swarm.Distinct, whole.Count * 0.9, whole.Count * 1.1);
        var union = swarm.TotalUnion([0, 1, 2]);
        Assert.Equal(swarm.Distinct, (long)(union.Distinct / union.SampledShare));
        Assert.All([0, 1, 2], series => Assert.InRange(swarm.Total(series).Distinct, 1, 1000));
        Assert.Equal(swarm.SampledShare, swarm.Window(0).SampledShare);
        // 1000 peers of 24 bytes, four fifths of 2048 slots: three tables at most.
        Assert.InRange(swarm.Bytes, 1, 3 * 2048 * 24);
    }

    [Fact]
    public void A_sample_keeps_the_occasions_of_the_peers_it_keeps()
    {
        var (small, large) = (new SwarmSightings(capacity: 500, seed: 12), new SwarmSightings(seed: 12));
        var random = new Random(12);
        for (var i = 0; i < 20; i++)
        {
            var keys = Enumerable.Range(0, 300).Select(_ => (ulong)random.NextInt64(3_000)).ToArray();
            small.Add(i % 2, keys);
            large.Add(i % 2, keys);
        }

        Assert.True(small.SampledShare < 1);
        for (var series = 0; series < 2; series++)
        {
            var (sampled, whole) = (small.Window(series), large.Window(series));
            for (var i = 0; i < whole.Occasions; i++)
                Assert.InRange(sampled.Sizes[i] / sampled.SampledShare, whole.Sizes[i] * 0.5, whole.Sizes[i] * 1.5);
        }
    }

    [Fact]
    public void Once_grown_it_allocates_nothing()
    {
        var swarm = new SwarmSightings();
        var keys = Enumerable.Range(0, 200).Select(i => (ulong)i * 7919).ToArray();
        for (var i = 0; i < 130; i++) swarm.Add(i % 2, keys);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) swarm.Add(i % 2, keys);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Step(Random random, SwarmSightings swarm, NaiveSightings naive, int series, int population, int i, double share = 0.2)
    {
        var keys = Enumerable.Range(0, population).Where(_ => random.NextDouble() < share).Select(peer => (ulong)(peer + (i / 50))).ToArray();
        var at = random.Next(series);
        Assert.Equal(naive.Add(at, keys), swarm.Add(at, keys));
    }

    private static void AssertSame(NaiveSightings naive, SwarmSightings swarm, int count)
    {
        Assert.Equal(naive.Distinct, swarm.Distinct);
        var series = Enumerable.Range(0, count).ToArray();
        foreach (var at in series)
        {
            NaiveSightings.AssertSame(naive.Window(at), swarm.Window(at));
            var total = naive.Total(at);
            NaiveSightings.AssertSame([.. total.Values], swarm.Total(at));
            SightingCounts.AssertJollySeber(total, swarm.Primaries(at));
        }

        SightingCounts.AssertUnion([.. series.Select(naive.Window)], swarm.WindowUnion(series));
        SightingCounts.AssertUnion([.. series.Select(at => naive.Total(at).Values.ToList())], swarm.TotalUnion(series));
    }
}
