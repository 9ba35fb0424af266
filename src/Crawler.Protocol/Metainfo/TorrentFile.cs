using System.Security.Cryptography;

namespace Crawler.Protocol.Metainfo;

/// <summary>What a torrent file says (BEP 3, 12, 27, 47, 52), as far as a crawler needs it.</summary>
public sealed record TorrentFile
{
    /// <summary>SHA-1 of the raw <c>info</c> slice; null for a v2-only torrent.</summary>
    public InfoHash? V1 { get; init; }

    /// <summary>SHA-256 of the raw <c>info</c> slice, 32 bytes; null for a v1-only torrent.</summary>
    public ReadOnlyMemory<byte>? V2 { get; init; }

    /// <summary>Suggested name, sanitised; null if there is none.</summary>
    public string? Name { get; init; }

    /// <summary>Bytes of content, padding files left out; null if the file does not say.</summary>
    public long? Size { get; init; }

    /// <summary>Files of content, padding files left out.</summary>
    public int FileCount { get; init; }

    /// <summary>Bytes a piece; null if the file does not say.</summary>
    public long? PieceLength { get; init; }

    /// <summary>BEP 27.</summary>
    public bool IsPrivate { get; init; }

    /// <summary><c>comment</c>, sanitised.</summary>
    public string? Comment { get; init; }

    /// <summary><c>created by</c>, sanitised.</summary>
    public string? CreatedBy { get; init; }

    /// <summary><c>creation date</c>.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary><c>announce-list</c> if it holds a usable URL, else <c>announce</c>.</summary>
    public AnnounceTiers Trackers { get; init; } = AnnounceTiers.None;

    /// <summary>Both kinds of peers have a swarm of their own.</summary>
    public bool IsHybrid => V1 is not null && V2 is not null;

    /// <summary>Reads a torrent file.</summary>
    /// <exception cref="MetainfoException">It is none, or one we cannot use; the message says why.</exception>
    public static TorrentFile Parse(ReadOnlySpan<byte> bytes) => TorrentReader.Read(bytes);

    /// <summary>One target, or two for a hybrid.</summary>
    public IEnumerable<Target> Targets(string? source = null)
    {
        var target = new Target { InfoHash = default, Name = Name, Size = Size, IsPrivate = IsPrivate, Source = source, Trackers = Trackers };
        if (V1 is { } v1) yield return target with { InfoHash = v1 };
        if (V2 is { } v2) yield return target with { InfoHash = Truncate(v2.Span), FullV2Hash = v2 };
    }

    /// <summary>What trackers know a v2 torrent by: the first 20 of its 32 bytes (BEP 52).</summary>
    public static InfoHash Truncate(ReadOnlySpan<byte> v2)
    {
        if (v2.Length != SHA256.HashSizeInBytes) throw new ArgumentException("a v2 infohash has 32 bytes", nameof(v2));
        return new InfoHash(v2[..InfoHash.Length]);
    }
}
