using Crawler.Protocol.Bencode;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Metainfo;

/// <summary>
/// Reads the <c>info</c> dictionary: which versions it has, name and sizes. Odd content stays in the hash; it is refused
/// only where nobody could be in such a swarm.
/// </summary>
internal static class InfoReader
{
    /// <summary><paramref name="torrent"/> with what <paramref name="info"/> says; hashes of versions it has not are cleared.</summary>
    public static TorrentFile Read(ReadOnlySpan<byte> info, TorrentFile torrent)
    {
        string? name = null, nameUtf8 = null;
        long? version = null, pieceLength = null;
        var isPrivate = false;
        var hasPieces = false;
        var v1 = default(Content);
        var v2 = default(Content);
        var reader = new BencodeReader(info, BencodeLimits.Torrent);
        reader.ReadDictionaryStart();
        while (!reader.TryReadEnd())
        {
            var key = reader.ReadString();
            var kind = reader.Peek();
            if (key.SequenceEqual("name"u8) && kind == BencodeKind.String) name = ErrorText.Sanitise(reader.ReadString());
            else if (key.SequenceEqual("name.utf-8"u8) && kind == BencodeKind.String) nameUtf8 = ErrorText.Sanitise(reader.ReadString());
            else if (key.SequenceEqual("meta version"u8) && kind == BencodeKind.Integer) version = Saturated(ref reader);
            else if (key.SequenceEqual("piece length"u8) && kind == BencodeKind.Integer) pieceLength = Saturated(ref reader);
            else if (key.SequenceEqual("private"u8) && kind == BencodeKind.Integer) isPrivate = Saturated(ref reader) == 1;
            else if (key.SequenceEqual("pieces"u8) && kind == BencodeKind.String) hasPieces = !reader.ReadRawValue().IsEmpty;
            else if (key.SequenceEqual("length"u8) && kind == BencodeKind.Integer) v1.Add(Size(ref reader));
            else if (key.SequenceEqual("files"u8) && kind == BencodeKind.List) ReadFiles(ref reader, ref v1);
            else if (key.SequenceEqual("file tree"u8) && kind == BencodeKind.Dictionary) ReadFileTree(ref reader, ref v2);
            else reader.ReadRawValue();
        }

        if (version is > 2) throw new MetainfoException($"meta version {version} is not supported (1 and 2 are)");
        var isV2 = version == 2;
        var content = isV2 && v2.Files > 0 ? v2 : v1;
        return torrent with
        {
            V1 = !isV2 || hasPieces ? torrent.V1 : null,
            V2 = isV2 ? torrent.V2 : null,
            Name = nameUtf8 ?? name,
            PieceLength = pieceLength,
            IsPrivate = isPrivate,
            Size = content.Files > 0 ? content.Bytes : null,
            FileCount = content.Files,
        };
    }

    private static void ReadFiles(ref BencodeReader reader, ref Content content)
    {
        reader.ReadListStart();
        while (!reader.TryReadEnd())
        {
            if (reader.Peek() == BencodeKind.Dictionary) ReadFile(ref reader, ref content);
            else reader.ReadRawValue();
        }
    }

    /// <summary>BEP 52: names lead to dictionaries; the empty name leads to the properties of a file.</summary>
    private static void ReadFileTree(ref BencodeReader reader, ref Content content)
    {
        reader.ReadDictionaryStart();
        while (!reader.TryReadEnd())
        {
            var name = reader.ReadString();
            if (reader.Peek() != BencodeKind.Dictionary) reader.ReadRawValue();
            else if (name.IsEmpty) ReadFile(ref reader, ref content);
            else ReadFileTree(ref reader, ref content); // as deep as the reader's bound
        }
    }

    private static void ReadFile(ref BencodeReader reader, ref Content content)
    {
        long? length = null;
        var isPadding = false;
        reader.ReadDictionaryStart();
        while (!reader.TryReadEnd())
        {
            var key = reader.ReadString();
            if (key.SequenceEqual("length"u8) && reader.Peek() == BencodeKind.Integer) length = Size(ref reader);
            else if (key.SequenceEqual("attr"u8) && reader.Peek() == BencodeKind.String) isPadding = reader.ReadString().Contains((byte)'p');
            else reader.ReadRawValue();
        }

        if (length is { } bytes && !isPadding) content.Add(bytes);
    }

    private static long Size(ref BencodeReader reader) => Saturated(ref reader) is var size and >= 0
        ? size
        : throw new MetainfoException("not a usable torrent: a file has a negative size");

    private static long Saturated(ref BencodeReader reader) =>
        BencodeNumber.TryParseSaturating(reader.ReadIntegerDigits(), out var value) ? value : 0;

    /// <summary>Files and bytes counted so far; bytes saturate.</summary>
    private struct Content
    {
        public int Files { get; private set; }

        public long Bytes { get; private set; }

        public void Add(long bytes)
        {
            Files++;
            Bytes = bytes > long.MaxValue - Bytes ? long.MaxValue : Bytes + bytes;
        }
    }
}
