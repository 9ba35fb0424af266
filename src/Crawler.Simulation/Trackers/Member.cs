using Crawler.Protocol;

namespace Crawler.Simulation.Trackers;

/// <summary>One peer as a tracker holds it.</summary>
/// <param name="Endpoint">Where it is.</param>
/// <param name="IdOrder">Leading bytes of its peer id, as a number.</param>
/// <param name="IsSeeder">Whether it has everything.</param>
/// <param name="AnnouncedAt">When it was last heard of.</param>
public readonly record struct Member(PeerEndpoint Endpoint, ulong IdOrder, bool IsSeeder, DateTimeOffset AnnouncedAt)
{
    /// <summary>Whether it belongs to a closed population, whose peers are taken to announce whenever they should.</summary>
    public bool StaysForGood { get; init; }

    /// <summary>Whether it is no peer of the world but somebody who announced over the wire.</summary>
    public bool IsCaller { get; init; }
}
