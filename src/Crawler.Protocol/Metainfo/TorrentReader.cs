using System.Security.Cryptography;
using Crawler.Protocol.Bencode;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Metainfo;

/// <summary>Reads the outer dictionary of a torrent file; <see cref="InfoReader"/> reads the inner one.</summary>
internal static class TorrentReader
{
    public static TorrentFile Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) throw new MetainfoException("not a torrent: the file is empty");
        if (bytes[0] != 'd') throw new MetainfoException("not a torrent: the file does not begin with a bencoded dictionary");
        try
        {
            return ReadDictionary(bytes);
        }
        catch (BencodeException error)
        {
            throw new MetainfoException($"not a whole torrent: {error.Message}");
        }
    }

    private static TorrentFile ReadDictionary(ReadOnlySpan<byte> bytes)
    {
        var torrent = new TorrentFile();
        ReadOnlySpan<byte> info = default;
        string? announce = null;
        List<List<string>> tiers = [];
        var reader = new BencodeReader(bytes, BencodeLimits.Torrent);
        reader.ReadDictionaryStart();
        while (!reader.TryReadEnd())
        {
            var key = reader.ReadString();
            var kind = reader.Peek();
            // Only the top-level info counts, and of two the first.
            if (key.SequenceEqual("info"u8) && info.IsEmpty)
            {
                if (kind != BencodeKind.Dictionary) throw new MetainfoException("not a torrent: 'info' is no dictionary");
                info = reader.ReadRawValue();
            }
            else if (key.SequenceEqual("announce"u8) && kind == BencodeKind.String) announce = UrlText.Of(reader.ReadString());
            else if (key.SequenceEqual("announce-list"u8) && kind == BencodeKind.List) tiers = TierReader.Read(ref reader);
            else if (key.SequenceEqual("comment"u8) && kind == BencodeKind.String) torrent = torrent with { Comment = ErrorText.Sanitise(reader.ReadString()) };
            else if (key.SequenceEqual("created by"u8) && kind == BencodeKind.String) torrent = torrent with { CreatedBy = ErrorText.Sanitise(reader.ReadString()) };
            else if (key.SequenceEqual("creation date"u8) && kind == BencodeKind.Integer) torrent = torrent with { CreatedAt = Date(reader.ReadIntegerDigits()) };
            else reader.ReadRawValue();
        }

        if (info.IsEmpty) throw new MetainfoException("not a torrent: it has no 'info' dictionary");
        var trackers = AnnounceTiers.Of(tiers);
        if (trackers.Entries.Count == 0 && announce is not null) trackers = AnnounceTiers.Of([.. tiers, [announce]]);
        return InfoReader.Read(info, torrent with
        {
            V1 = InfoHash.OfInfoV1(info),
            V2 = SHA256.HashData(info),
            Trackers = trackers,
        });
    }

    private static DateTimeOffset? Date(ReadOnlySpan<byte> digits) =>
        BencodeNumber.TryParseSaturating(digits, out var seconds) && seconds is > 0 and < 253_402_300_800 // the year 10000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
