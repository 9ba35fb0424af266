using Crawler.Protocol;

namespace Crawler.Lab.Trackers;

/// <summary>What a fake UDP tracker knows of one swarm.</summary>
public sealed record FakeSwarm
{
    /// <summary>Peers of either family; an answer carries those of its socket's.</summary>
    public IReadOnlyList<PeerEndpoint> Peers { get; init; } = [];

    /// <summary>Seeders claimed.</summary>
    public int Seeders { get; init; }

    /// <summary>Leechers claimed.</summary>
    public int Leechers { get; init; }

    /// <summary>Completed downloads claimed.</summary>
    public int Downloaded { get; init; }
}
