using System.Diagnostics;
using Crawler.Statistics.Occasions;
using Crawler.Statistics.Sizes;

namespace Crawler.Benchmarks.Sightings;

/// <summary>
/// What it costs to remember who was seen when, beside a plain <see cref="HashSet{T}"/>, which remembers only that somebody was: both
/// are fed the same replies, in turns within one run, with windows of 64 announces.
/// </summary>
internal static class SightingCost
{
    /// <summary>Announces of a window: as many occasions as are kept apart.</summary>
    private const int Announces = 64;

    /// <summary>Sightings of a turn, so that a turn takes milliseconds.</summary>
    private const int Sightings = 1_000_000;

    private const int Turns = 9;

    public static int Run()
    {
        Console.WriteLine($"| swarm | peers a reply | | ns a sighting | ns while growing | bytes allocated a sighting, growing | once grown | bytes held | a peer | share kept | µs an estimate of {Announces} occasions |");
        Console.WriteLine("|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var size in (int[])[100, 10_000, 1_000_000])
            foreach (var reply in (int[])[50, 200])
                if (reply <= size) Compare(size, reply);
        return 0;
    }

    private static void Compare(int size, int reply)
    {
        var replies = Replies(new Random(size + reply), size, reply);
        var (ours, plain) = (new List<Turn>(), new List<Turn>());
        for (var turn = 0; turn < Turns; turn++)
        {
            ours.Add(Ours(replies));
            plain.Add(Plain(replies));
        }

        Print(size, reply, "`SwarmSightings`", ours);
        Print(size, reply, "`HashSet<ulong>`", plain);
    }

    private static Turn Ours(ulong[][] replies)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var swarm = new SwarmSightings(seed: 1);
        var growing = Measured.Of(() => Feed(swarm, replies));
        var grown = Measured.Of(() => Feed(swarm, replies));
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(swarm);

        foreach (var reply in replies.Take(Announces)) swarm.Add(0, reply);
        var context = new SampleContext { Complete = 1, Incomplete = 1 };
        const int times = 200;
        SizeEstimator.Estimate(swarm.Window(0), context);
        var estimates = Measured.Of(() =>
        {
            for (var i = 0; i < times; i++) SizeEstimator.Estimate(swarm.Window(0), context);
        });
        return new Turn(growing, grown, Count(replies), held, (long)(swarm.DistinctAt(0) * swarm.SampledShare), swarm.SampledShare, estimates.Elapsed.TotalMicroseconds / times);
    }

    private static Turn Plain(ulong[][] replies)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peers = new HashSet<ulong>();
        var growing = Measured.Of(() => Feed(peers, replies));
        var grown = Measured.Of(() => Feed(peers, replies));
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(peers);
        return new Turn(growing, grown, Count(replies), held, peers.Count, 1, null);
    }

    private static void Feed(SwarmSightings swarm, ulong[][] replies)
    {
        for (var i = 0; i < replies.Length; i++)
        {
            swarm.Add(0, replies[i]);
            if (i % Announces == Announces - 1) swarm.CloseWindow();
        }

        swarm.CloseWindow();
    }

    private static void Feed(HashSet<ulong> peers, ulong[][] replies)
    {
        foreach (var reply in replies)
            foreach (var key in reply) peers.Add(key);
    }

    /// <summary>Even draws, of addresses and ports as they might be: 48 bits each.</summary>
    private static ulong[][] Replies(Random random, int size, int reply)
    {
        var peers = new ulong[size];
        for (var i = 0; i < size; i++) peers[i] = (ulong)random.NextInt64(1L << 48);
        var replies = new ulong[Sightings / reply][];
        for (var i = 0; i < replies.Length; i++)
        {
            var drawn = new HashSet<int>();
            while (drawn.Count < reply) drawn.Add(random.Next(size));
            replies[i] = [.. drawn.Select(at => peers[at])];
        }

        return replies;
    }

    private static long Count(ulong[][] replies) => replies.Sum(reply => (long)reply.Length);

    private static void Print(int size, int reply, string what, List<Turn> turns)
    {
        var turn = turns.OrderBy(each => each.Grown.Elapsed).ElementAt(turns.Count / 2);
        var estimate = turns.Select(each => each.Estimate).Order().ElementAt(turns.Count / 2);
        Console.WriteLine(
            $"| {size:N0} | {reply} | {what} | {turn.Each(turn.Grown.Elapsed):F1} | {turn.Each(turn.Growing.Elapsed):F1} | {turn.Growing.Allocated / (double)turn.Sightings:F2} | "
            + $"{turn.Grown.Allocated / (double)turn.Sightings:F3} | {turn.Held:N0} | {turn.Held / (double)turn.Peers:F0} | {turn.Share:0.###} | {estimate?.ToString("N0") ?? "–"} |");
    }

    private sealed record Turn(Measured Growing, Measured Grown, long Sightings, long Held, long Peers, double Share, double? Estimate)
    {
        public double Each(TimeSpan elapsed) => elapsed.TotalNanoseconds / Sightings;
    }

    private readonly record struct Measured(TimeSpan Elapsed, long Allocated)
    {
        public static Measured Of(Action work)
        {
            var (allocated, clock) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            work();
            return new Measured(clock.Elapsed, GC.GetAllocatedBytesForCurrentThread() - allocated);
        }
    }
}
