using Hash = Crawler.Protocol.InfoHash;

namespace Crawler.Simulation.Populations;

/// <summary>What a swarm is to be: how large at the start, and how it lives.</summary>
public sealed record SwarmPlan
{
    /// <summary>Its infohash.</summary>
    public required Hash InfoHash { get; init; }

    /// <summary>Display name; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>Peers at the start.</summary>
    public required int Size { get; init; }

    /// <summary>Share of seeders at the start, 0–1.</summary>
    public double SeederShare { get; init; } = 0.3;

    /// <summary>How long peers stay; null for a closed swarm, from which nobody goes.</summary>
    public ISessionLengths? Sessions { get; init; }

    /// <summary>How often new ones come; null for never.</summary>
    public ArrivalRate? Arrivals { get; init; }

    /// <summary>How long a leecher takes to become a seeder, if it stays; null for never.</summary>
    public ISessionLengths? Downloads { get; init; }

    /// <summary>Share of those who leave without a word, so that trackers keep them until their timeout, 0–1.</summary>
    public double SilentShare { get; init; } = 0.5;

    /// <summary>How often a peer announces.</summary>
    public TimeSpan AnnounceEvery { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Which trackers peers announce to.</summary>
    public Membership Membership { get; init; } = Membership.Everywhere;

    /// <summary>Share of peers behind another's address, 0–1.</summary>
    public double NatShare { get; init; }

    /// <summary>Share of peers at IPv6 addresses, 0–1.</summary>
    public double V6Share { get; init; }

    /// <summary>
    /// A swarm in balance: as many come as go, about <paramref name="size"/> at any time.
    /// </summary>
    public static SwarmPlan Steady(Hash infoHash, int size, ISessionLengths sessions) => new()
    {
        InfoHash = infoHash,
        Size = size,
        Sessions = sessions,
        Arrivals = new ArrivalRate(size / sessions.Mean.TotalHours),
    };

    /// <summary>Many closed swarms of sizes as they are found in the wild, infohashes included.</summary>
    public static IEnumerable<SwarmPlan> Many(int count, SwarmSizes sizes, Random random)
    {
        var hash = new byte[Hash.Length];
        for (var i = 0; i < count; i++)
        {
            random.NextBytes(hash);
            yield return new SwarmPlan { InfoHash = new Hash(hash), Size = sizes.Draw(random) };
        }
    }
}
