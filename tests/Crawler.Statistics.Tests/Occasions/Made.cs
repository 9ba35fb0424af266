using Crawler.Statistics.Occasions;

namespace Crawler.Statistics.Tests.Occasions;

/// <summary>Occasions made for a test.</summary>
internal static class Made
{
    /// <summary>Occasions that named these peers.</summary>
    public static OccasionSummary From(params ulong[][] occasions)
    {
        var swarm = new SwarmSightings();
        foreach (var keys in occasions) swarm.Add(0, keys);
        return swarm.Window(0);
    }

    /// <summary>k different peers out of the first N, each as likely as any other.</summary>
    public static ulong[] Draw(Random random, int size, int reply)
    {
        var drawn = new HashSet<ulong>();
        // Floyd's sampling.
        for (var at = size - Math.Min(reply, size); at < size; at++)
            if (!drawn.Add((ulong)random.Next(at + 1))) drawn.Add((ulong)at);
        return [.. drawn];
    }

    /// <summary>T even draws.</summary>
    public static OccasionSummary Even(Random random, int size, int reply, int occasions) =>
        From([.. Enumerable.Range(0, occasions).Select(_ => Draw(random, size, reply))]);

    /// <summary>T runs of a ring of which each peer has a place: any peer is as likely as any other, and neighbours come together.</summary>
    public static OccasionSummary Runs(Random random, int size, int reply, int occasions) =>
        From([.. Enumerable.Range(0, occasions).Select(_ => Run(random.Next(size), size, reply))]);

    /// <summary>T replies of one peer from each of k strata of half a ring, from a random place on, as opentracker draws them.</summary>
    public static OccasionSummary Strata(Random random, int size, int reply, int occasions) =>
        From([.. Enumerable.Range(0, occasions).Select(_ => Stratified(random, random.Next(size), size, reply))]);

    private static ulong[] Stratified(Random random, int start, int size, int reply) =>
    [
        .. Enumerable.Range(0, reply).Select(at =>
            (ulong)((start + random.Next(size / 2 * at / reply, size / 2 * (at + 1) / reply)) % size)),
    ];

    private static ulong[] Run(int start, int size, int reply) =>
        [.. Enumerable.Range(start, reply).Select(at => (ulong)(at % size))];
}
