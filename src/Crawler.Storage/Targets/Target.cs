using Crawler.Protocol;
using Crawler.Protocol.Net;

namespace Crawler.Storage.Targets;

/// <summary>A swarm to measure and the trackers to ask.</summary>
public sealed record Target
{
    /// <summary>The swarm.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>The whole v2 infohash (BEP 52), 32 bytes; null for v1 torrents or where unknown.</summary>
    public byte[]? V2Hash { get; init; }

    /// <summary>Name; null if unknown.</summary>
    public string? Name { get; init; }

    /// <summary>Where the target came from; null if unknown.</summary>
    public string? Source { get; init; }

    /// <summary>Content size in bytes; null if unknown.</summary>
    public long? Size { get; init; }

    /// <summary>Its announce list.</summary>
    public IReadOnlyList<TargetTracker> Trackers { get; init; } = [];
}

/// <summary>One announce URL of a target.</summary>
/// <param name="Tracker">The URL.</param>
/// <param name="Tier">Tier in the announce list (BEP 12), from 0.</param>
/// <param name="Position">Place in the tier, from 0.</param>
public sealed record TargetTracker(TrackerUrl Tracker, int Tier, int Position);
