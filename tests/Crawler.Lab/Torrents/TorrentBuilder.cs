using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Crawler.Protocol;

namespace Crawler.Lab.Torrents;

/// <summary>Makes a v1 single-file torrent (BEP 3): what an author of torrents would write, and what a bad one would.</summary>
public sealed record TorrentBuilder
{
    /// <summary>The file's name; also makes two torrents differ.</summary>
    public string Name { get; init; } = "sample.bin";

    /// <summary>The file's content; default 1 MiB that depend on <see cref="Name"/>.</summary>
    public byte[]? Content { get; init; }

    /// <summary>Bytes a piece.</summary>
    public int PieceLength { get; init; } = 16 * 1024;

    /// <summary>BEP 27.</summary>
    public bool Private { get; init; }

    /// <summary>The single tracker of BEP 3; none if null.</summary>
    public string? Announce { get; init; }

    /// <summary>The tiers of BEP 12; none if null.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? AnnounceList { get; init; }

    /// <summary>More keys beside <c>info</c>.</summary>
    public IReadOnlyList<(string Key, object Value)> Extra { get; init; } = [];

    /// <summary>More keys inside <c>info</c>: they change the infohash.</summary>
    public IReadOnlyList<(string Key, object Value)> ExtraInfo { get; init; } = [];

    /// <summary>Whether keys are sorted as BEP 3 demands; else they stand in reverse.</summary>
    public bool Sorted { get; init; } = true;

    /// <summary>The content that clients share.</summary>
    public byte[] ContentBytes => Content ?? DefaultContent(Name);

    /// <summary>SHA-1 of <see cref="InfoBytes"/>, computed here and not by the product.</summary>
    public InfoHash InfoHash => new(Sha1(InfoBytes()));

    /// <summary>The whole torrent file.</summary>
    public byte[] ToBytes()
    {
        List<(string Key, object Value)> keys = [("info", new Bencoded.Verbatim(InfoBytes())), .. Extra];
        if (Announce is not null) keys.Add(("announce", Announce));
        if (AnnounceList is not null) keys.Add(("announce-list", AnnounceList.Select(tier => (object)tier.ToArray<object>())));
        return Bencoded.Of(Ordered(keys));
    }

    /// <summary>The raw <c>info</c> slice.</summary>
    public byte[] InfoBytes()
    {
        var content = ContentBytes;
        List<(string Key, object Value)> keys =
        [
            ("length", content.LongLength), ("name", Name), ("piece length", PieceLength),
            ("pieces", content.Chunk(PieceLength).SelectMany(Sha1).ToArray()), .. ExtraInfo,
        ];
        if (Private) keys.Add(("private", 1));
        return Bencoded.Of(Ordered(keys));
    }

    private IEnumerable<(string Key, object Value)> Ordered(IEnumerable<(string Key, object Value)> keys)
    {
        var sorted = keys.OrderBy(pair => pair.Key, StringComparer.Ordinal);
        return Sorted ? sorted : sorted.Reverse();
    }

    private static byte[] DefaultContent(string name)
    {
        var content = new byte[1024 * 1024];
        new Random(name.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter))).NextBytes(content);
        return content;
    }

    [SuppressMessage("Security", "CA5350", Justification = "BEP 3 defines piece and info hashes as SHA-1.")]
    private static byte[] Sha1(byte[] bytes) => SHA1.HashData(bytes);
}
