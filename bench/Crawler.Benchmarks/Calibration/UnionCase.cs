using Crawler.Simulation.Populations;
using Crawler.Simulation.Trackers;

namespace Crawler.Benchmarks.Calibration;

/// <summary>Trackers with known peers in common: each has a stretch of the same line of peers.</summary>
/// <param name="Name">As printed.</param>
/// <param name="Stretches">Where each begins, and how many it has.</param>
internal sealed record UnionCase(string Name, params (int From, int Size)[] Stretches)
{
    /// <summary>All that are calibrated.</summary>
    public static IReadOnlyList<UnionCase> All { get; } =
    [
        new("2, nothing in common", (0, 1000), (1000, 1000)),
        new("2, half in common", (0, 1000), (500, 1000)),
        new("2, the same peers", (0, 1000), (0, 1000)),
        new("3 of 800, 600, 500", (0, 800), (500, 600), (700, 500)),
        new("4, neighbours share 400", (0, 1000), (600, 1000), (1200, 1000), (1800, 1000)),
        new("4, the same peers", (0, 1000), (0, 1000), (0, 1000), (0, 1000)),
        new("8, the same peers", [.. Enumerable.Repeat((0, 1000), 8)]),
    ];

    /// <summary>Peers of all of them.</summary>
    public int Truth => Stretches.Max(stretch => stretch.From + stretch.Size);

    /// <summary>Their lists, each in an order of its own, as hash tables have.</summary>
    public IReadOnlyList<MemberList> Members(Random random)
    {
        var addresses = new PeerAddresses();
        var line = Enumerable.Range(0, Truth)
            .Select(_ => new Member(addresses.Next(random), (ulong)random.NextInt64(), IsSeeder: random.Next(10) < 3, DateTimeOffset.UnixEpoch))
            .ToArray();
        return [.. Stretches.Select(stretch =>
        {
            var (own, list) = (line[stretch.From..(stretch.From + stretch.Size)], new MemberList());
            random.Shuffle(own);
            foreach (var member in own) list.Put(member);
            return list;
        })];
    }
}
