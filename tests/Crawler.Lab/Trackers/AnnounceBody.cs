using Crawler.Lab.Torrents;
using Crawler.Protocol;

namespace Crawler.Lab.Trackers;

/// <summary>The bencoded answer of a well-behaved HTTP tracker (BEP 3, 7, 23, 31); what is null is left out.</summary>
public sealed record AnnounceBody
{
    /// <summary>Seconds.</summary>
    public long? Interval { get; init; } = 1800;

    /// <summary>Seconds.</summary>
    public long? MinInterval { get; init; }

    /// <summary><c>tracker id</c>.</summary>
    public string? TrackerId { get; init; }

    /// <summary>Seeders.</summary>
    public long? Complete { get; init; }

    /// <summary>Leechers.</summary>
    public long? Incomplete { get; init; }

    /// <summary><c>failure reason</c>.</summary>
    public string? FailureReason { get; init; }

    /// <summary><c>warning message</c>.</summary>
    public string? WarningMessage { get; init; }

    /// <summary>Peers of either family; written compact, as <c>peers</c> and <c>peers6</c>. Null leaves both out.</summary>
    public IReadOnlyList<PeerEndpoint>? Peers { get; init; } = [];

    /// <summary>Any other keys.</summary>
    public IReadOnlyList<(string Key, object Value)> Extra { get; init; } = [];

    /// <summary>The body as bytes.</summary>
    public byte[] ToBytes()
    {
        var peers6 = Compact(v6: true);
        (string Key, object? Value)[] keys =
        [
            ("complete", Complete), ("failure reason", FailureReason), ("incomplete", Incomplete), ("interval", Interval),
            ("min interval", MinInterval), ("peers", Compact(v6: false)), ("peers6", peers6 is [] ? null : peers6),
            ("tracker id", TrackerId), ("warning message", WarningMessage), .. Extra,
        ];
        return Bencoded.Of(keys.Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value!)));
    }

    private byte[]? Compact(bool v6) => Peers?.Where(peer => peer.IsV6 == v6).SelectMany(peer =>
    {
        var bytes = new byte[v6 ? PeerEndpoint.CompactLengthV6 : PeerEndpoint.CompactLengthV4];
        peer.WriteCompact(bytes);
        return bytes;
    }).ToArray();
}
