using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Statistics.Sizes;

namespace Crawler.Storage.Estimates;

/// <summary>An estimate as the store remembers it, fit to be shown.</summary>
public sealed record StoredEstimate
{
    /// <summary>The announce URL of the tracker the swarm was seen through, redacted; null for the union of all.</summary>
    public string? Tracker { get; init; }

    /// <summary>The tracker's number in the store, which tells two apart that may not be shown apart; null for the union.</summary>
    public int? TrackerId { get; init; }

    /// <summary>The family asked over; null if unknown.</summary>
    public AddressFamily? Family { get; init; }

    /// <summary>Over what time it speaks.</summary>
    public required EstimateKind Kind { get; init; }

    /// <summary>The campaign that made it.</summary>
    public required int CampaignId { get; init; }

    /// <summary>When the first announce it rests on began.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When the last announce it rests on began.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Seeders as claimed last in that time; null if not, and for the union.</summary>
    public long? Complete { get; init; }

    /// <summary>Leechers as claimed last in that time; null if not, and for the union.</summary>
    public long? Incomplete { get; init; }

    /// <summary>The estimate.</summary>
    public required SizeEstimate Size { get; init; }
}

/// <summary>The latest that is known of one swarm's size.</summary>
/// <param name="InfoHash">The swarm.</param>
/// <param name="Name">Its name; null if unknown.</param>
/// <param name="Estimates">
/// For each tracker and family, then for the union (IPv4 first): the latest of each kind there is. Empty if none was made.
/// </param>
public sealed record TorrentEstimates(InfoHash InfoHash, string? Name, IReadOnlyList<StoredEstimate> Estimates);
