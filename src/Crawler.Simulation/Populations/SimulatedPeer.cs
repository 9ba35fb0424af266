using Crawler.Protocol;
using Crawler.Simulation.Trackers;

namespace Crawler.Simulation.Populations;

/// <summary>One participant of a swarm while it is there.</summary>
internal sealed class SimulatedPeer
{
    public required PeerEndpoint Endpoint { get; init; }

    /// <summary>Leading bytes of its peer id, as a number: what trackers that sort by peer id go by.</summary>
    public required ulong IdOrder { get; init; }

    public required bool IsSeeder { get; set; }

    /// <summary>Whether it belongs to a closed swarm, which nobody leaves.</summary>
    public required bool StaysForGood { get; init; }

    /// <summary>The trackers it announces to.</summary>
    public required SimulatedTracker[] Trackers { get; init; }

    /// <summary>Whether it has left.</summary>
    public bool IsGone { get; set; }

    public Member AsMember(DateTimeOffset announcedAt) => new(Endpoint, IdOrder, IsSeeder, announcedAt) { StaysForGood = StaysForGood };
}
