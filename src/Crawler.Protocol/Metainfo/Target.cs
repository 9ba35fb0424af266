namespace Crawler.Protocol.Metainfo;

/// <summary>
/// One swarm to crawl: an infohash and the trackers to ask. A hybrid torrent is two targets, since its v1 and v2 peers
/// are two swarms at every tracker (BEP 52).
/// </summary>
public sealed record Target
{
    /// <summary>The 20 bytes sent to trackers.</summary>
    public required InfoHash InfoHash { get; init; }

    /// <summary>All 32 bytes of a v2 infohash; null for v1.</summary>
    public ReadOnlyMemory<byte>? FullV2Hash { get; init; }

    /// <summary>Display name, sanitised; null if unknown.</summary>
    public string? Name { get; init; }

    /// <summary>Bytes of content; null if unknown.</summary>
    public long? Size { get; init; }

    /// <summary>Whether the torrent is private (BEP 27): announced to one tracker at a time.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Where it came from: a file name, <c>magnet</c>, <c>infohash</c>.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// Whether this is no swarm but a random infohash that nobody ever registered, announced to see whether a tracker makes
    /// peers up. Kept out of every figure about swarms.
    /// </summary>
    public bool IsCanary { get; init; }

    /// <summary>The trackers to ask.</summary>
    public AnnounceTiers Trackers { get; init; } = AnnounceTiers.None;
}
