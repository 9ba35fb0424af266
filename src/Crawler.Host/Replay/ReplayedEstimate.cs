using System.Net.Sockets;
using Crawler.Actors.Measuring;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Estimates;

namespace Crawler.Host.Replay;

/// <summary>An estimate that was made again, as a store would keep it.</summary>
/// <param name="Key">Which one it is.</param>
/// <param name="Size">What it says.</param>
/// <param name="Complete">Seeders as claimed last; null if not.</param>
/// <param name="Incomplete">Leechers as claimed last; null if not.</param>
internal sealed record ReplayedEstimate(EstimateIdentity Key, SizeEstimate Size, long? Complete, long? Incomplete)
{
    /// <summary>From one that was just made.</summary>
    public static ReplayedEstimate Of(SwarmEstimate estimate, int? trackerId) => new(
        new EstimateIdentity(trackerId, estimate.Family, estimate.Kind, estimate.From, estimate.To),
        KeptSize.Of(estimate.Size),
        estimate.Complete,
        estimate.Incomplete);

    /// <summary>From one that was kept.</summary>
    public static ReplayedEstimate Of(StoredEstimate stored) => new(
        new EstimateIdentity(stored.TrackerId, stored.Family ?? AddressFamily.Unspecified, stored.Kind, stored.From, stored.To),
        stored.Size,
        stored.Complete,
        stored.Incomplete);
}

/// <summary>What tells one estimate of a swarm from another.</summary>
/// <param name="TrackerId">The tracker; null for the union.</param>
/// <param name="Family">Family of the peers.</param>
/// <param name="Kind">Over what time it speaks.</param>
/// <param name="From">When the first announce it rests on began.</param>
/// <param name="To">When the last one did.</param>
internal readonly record struct EstimateIdentity(int? TrackerId, AddressFamily Family, EstimateKind Kind, DateTimeOffset From, DateTimeOffset To);
