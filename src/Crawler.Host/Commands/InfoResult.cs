using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Host.Commands;

/// <summary>What <c>info --json</c> prints for each torrent or magnet (docs/json.md).</summary>
public sealed record InfoResult
{
    /// <summary>The file, <c>magnet link</c>, or <c>standard input</c>.</summary>
    public required string Source { get; init; }

    /// <summary><c>torrent</c> or <c>magnet</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Suggested name.</summary>
    public string? Name { get; init; }

    /// <summary>SHA-1, 40 hexadecimal digits.</summary>
    public string? InfoHashV1 { get; init; }

    /// <summary>SHA-256, 64 hexadecimal digits.</summary>
    public string? InfoHashV2 { get; init; }

    /// <summary>What trackers know the v2 swarm by: the first 40 digits.</summary>
    public string? InfoHashV2Truncated { get; init; }

    /// <summary>Whether there are two swarms.</summary>
    public required bool Hybrid { get; init; }

    /// <summary>BEP 27; null where the source cannot say.</summary>
    public bool? Private { get; init; }

    /// <summary>Bytes of content.</summary>
    public long? Size { get; init; }

    /// <summary>Files of content.</summary>
    public int? Files { get; init; }

    /// <summary>Bytes a piece.</summary>
    public long? PieceLength { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The program that made it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Its author's comment.</summary>
    public string? Comment { get; init; }

    /// <summary>Usable trackers in order.</summary>
    public required IReadOnlyList<Tracker> Trackers { get; init; }

    /// <summary>Announce URLs that cannot be used.</summary>
    public required IReadOnlyList<Rejected> RejectedTrackers { get; init; }

    /// <summary>One tracker.</summary>
    /// <param name="Tier">From 0.</param>
    /// <param name="Position">Within the tier, from 0.</param>
    /// <param name="Url">Redacted unless secrets were asked for.</param>
    public sealed record Tracker(int Tier, int Position, string Url);

    /// <summary>One announce URL that cannot be used.</summary>
    /// <param name="Scheme">What stood before <c>://</c>.</param>
    /// <param name="Problem">Why.</param>
    public sealed record Rejected(string Scheme, string Problem);

    /// <summary>What a torrent file says.</summary>
    public static InfoResult Of(TorrentFile torrent, string source, Func<TrackerUrl, string> show) => new()
    {
        Source = source,
        Kind = "torrent",
        Name = torrent.Name,
        InfoHashV1 = torrent.V1?.ToString(),
        InfoHashV2 = Hex(torrent.V2),
        InfoHashV2Truncated = Truncated(torrent.V2),
        Hybrid = torrent.IsHybrid,
        Private = torrent.IsPrivate,
        Size = torrent.Size,
        Files = torrent.FileCount,
        PieceLength = torrent.PieceLength,
        CreatedAt = torrent.CreatedAt,
        CreatedBy = torrent.CreatedBy,
        Comment = torrent.Comment,
        Trackers = [.. torrent.Trackers.Entries.Select(entry => new Tracker(entry.Tier, entry.Position, show(entry.Url)))],
        RejectedTrackers = [.. torrent.Trackers.Rejected.Select(url => new Rejected(url.Scheme, url.Problem))],
    };

    /// <summary>What a magnet says.</summary>
    public static InfoResult Of(Magnet magnet, string source, Func<TrackerUrl, string> show) => new()
    {
        Source = source,
        Kind = "magnet",
        Name = magnet.Name,
        InfoHashV1 = magnet.V1?.ToString(),
        InfoHashV2 = Hex(magnet.V2),
        InfoHashV2Truncated = Truncated(magnet.V2),
        Hybrid = magnet.V1 is not null && magnet.V2 is not null,
        Size = magnet.Size,
        Trackers = [.. magnet.Trackers.Entries.Select(entry => new Tracker(entry.Tier, entry.Position, show(entry.Url)))],
        RejectedTrackers = [.. magnet.Trackers.Rejected.Select(url => new Rejected(url.Scheme, url.Problem))],
    };

    private static string? Hex(ReadOnlyMemory<byte>? bytes) => bytes is { } v2 ? Convert.ToHexStringLower(v2.Span) : null;

    private static string? Truncated(ReadOnlyMemory<byte>? bytes) => bytes is { } v2 ? TorrentFile.Truncate(v2.Span).ToString() : null;
}
