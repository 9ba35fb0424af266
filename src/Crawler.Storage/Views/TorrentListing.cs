using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Statistics.Sizes;

namespace Crawler.Storage.Views;

/// <summary>A torrent in a list. Sizes are never a number alone: with interval, family, flags and time, or not at all.</summary>
public sealed record TorrentListing
{
    /// <summary>What trackers know it by.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>Its name; null if unknown. Written by a stranger.</summary>
    public required string? Name { get; init; }

    /// <summary>Content size in bytes; null if unknown.</summary>
    public required long? ContentBytes { get; init; }

    /// <summary>The latest estimate over all trackers; null if there is none.</summary>
    public required ListedSize? Size { get; init; }

    /// <summary>Distinct peers seen; null if not counted yet.</summary>
    public required long? Seen { get; init; }

    /// <summary>The most seeders any tracker claims; null if none does.</summary>
    public required long? Complete { get; init; }

    /// <summary>The most leechers any tracker claims; null if none does.</summary>
    public required long? Incomplete { get; init; }

    /// <summary>Trackers called.</summary>
    public required int Trackers { get; init; }

    /// <summary>Of them, those whose last call was answered usefully.</summary>
    public required int TrackersAnswering { get; init; }

    /// <summary>Calls in all.</summary>
    public required long Calls { get; init; }

    /// <summary>When the last call began; null if none did.</summary>
    public required DateTimeOffset? LastAt { get; init; }
}

/// <summary>The latest estimate of a swarm's size.</summary>
/// <param name="Peers">How many; null where it has no finite value.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end; null for none.</param>
/// <param name="Flags">What speaks against it.</param>
/// <param name="Family">Over which family; null if unknown.</param>
/// <param name="At">When it ends.</param>
public sealed record ListedSize(double? Peers, double Low, double? High, SizeFlags Flags, AddressFamily? Family, DateTimeOffset At);
