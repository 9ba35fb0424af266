using Crawler.Simulation.Trackers.Policies;

namespace Crawler.Simulation.Trackers;

/// <summary>How a tracker behaves; as it stands, honest, patient and always up.</summary>
public sealed record TrackerManners
{
    /// <summary>Whom it names.</summary>
    public ISamplingPolicy Policy { get; init; } = new Uniform();

    /// <summary>Most peers in one reply.</summary>
    public int MaxNumWant { get; init; } = 200;

    /// <summary>Peers in a reply to somebody who does not say how many.</summary>
    public int DefaultNumWant { get; init; } = 50;

    /// <summary>Whether seeders are named leechers only: they have no use for each other.</summary>
    public bool SeedersGetLeechersOnly { get; init; }

    /// <summary>When members ought to announce again.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>When they may at the earliest; null for no such floor.</summary>
    public TimeSpan? MinInterval { get; init; }

    /// <summary>Whether who comes before <see cref="MinInterval"/> is refused.</summary>
    public bool RefusesEarly { get; init; }

    /// <summary>After which silence a member is dropped, 20–45 min on real trackers.</summary>
    public TimeSpan MemberTimeout { get; init; } = TimeSpan.FromMinutes(45);

    /// <summary>Most members kept of one swarm; null for all. Beyond it those heard of longest ago are dropped: an LRU store.</summary>
    public int? StoreCapacity { get; init; }

    /// <summary>For how long the same reply goes to everybody; zero for a fresh one each time.</summary>
    public TimeSpan CacheFor { get; init; }

    /// <summary>Share of calls that are never answered, 0–1.</summary>
    public double Loss { get; init; }

    /// <summary>Share of announces that are refused for no particular reason, 0–1.</summary>
    public double RefusalShare { get; init; }

    /// <summary>When it is down.</summary>
    public IReadOnlyList<Outage> Outages { get; init; } = [];

    /// <summary>What it claims of every swarm; null for what it really has.</summary>
    public ClaimedCounts? Claims { get; init; }

    /// <summary>Whether it makes peers up for swarms that it has nobody of.</summary>
    public bool FabricatesPeers { get; init; }

    /// <summary>Whether it serves only swarms it was told of beforehand ("unregistered torrent").</summary>
    public bool RegisteredOnly { get; init; }

    /// <summary>Whether who asks for peers' ids is told them (HTTP only); most trackers answer in compact form whoever asks.</summary>
    public bool PassesIdsOn { get; init; }

    /// <summary>Whether it gives callers a tracker id to send back (HTTP only).</summary>
    public bool GivesTrackerId { get; init; }
}
