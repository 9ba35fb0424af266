using System.Text;
using System.Text.Unicode;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Bencode;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;
using Crawler.Protocol.Udp;
using Crawler.Protocol.WebSockets;

namespace Crawler.Fuzz;

/// <summary>Every decoder that reads what a stranger sends.</summary>
public static class FuzzTargets
{
    private const int Exception = 24 * 1024; // an exception, its message and its trace

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("bencode", Seeds.Bencode, Bencode, Exception, 0),
        new("bencode-json", Seeds.Bencode, BencodeToJsonAndBack, Exception + 4096, 64),
        new("json-bencode", Seeds.Json, JsonToBencode, Exception + 4096, 64),
        new("torrent", Seeds.Torrents, Torrent, Exception + 64 * 1024, 128),
        new("magnet", Seeds.Magnets, MagnetLink, Exception + 64 * 1024, 128),
        new("tracker-url", Seeds.Urls, Url, Exception + 256 * 1024, 4),
        new("announce", Seeds.Announces, body => AnnounceDecoder.Decode(body), Exception + 4096, 16),
        new("scrape", Seeds.Scrapes, body => ScrapeDecoder.Decode(body), Exception + 4096, 32),
        new("full-scrape", Seeds.Scrapes, FullScrape, (4 * Exception) + 16 * 1024, 256),
        new("udp", Seeds.UdpPackets, Udp, (5 * Exception) + 4096, 32),
        new("websocket", Seeds.WsMessages, message => WsMessageDecoder.Decode(message), Exception + 4096, 64),
        new("error-text", Seeds.Texts, bytes => Check(ErrorText.Sanitise(bytes).Length <= ErrorText.MaxLength, "text longer than its bound"), 16 * 1024, 4),
    ];

    private static void Bencode(byte[] input)
    {
        var reader = new BencodeReader(input, BencodeLimits.Torrent);
        while (reader.Peek() != BencodeKind.EndOfInput) reader.ReadRawValue();
    }

    private static void BencodeToJsonAndBack(byte[] input)
    {
        var json = BencodeJson.ToJson(input, indented: (input.Length & 1) == 0);
        Check(BencodeJson.FromJson(json).AsSpan().SequenceEqual(input), "not the same bytes after the way to JSON and back");
    }

    private static void JsonToBencode(byte[] input)
    {
        var bencode = BencodeJson.FromJson(input);
        // What came of JSON is bencode, whatever the JSON was.
        if (bencode.Length > 0) new BencodeReader(bencode, new BencodeLimits(1000, int.MaxValue)).ReadRawValue();
    }

    private static void Torrent(byte[] input)
    {
        var torrent = TorrentFile.Parse(input);
        Check(torrent.V1 is not null || torrent.V2 is not null, "a torrent without an infohash");
        foreach (var target in torrent.Targets()) Show(target.Trackers);
    }

    private static void MagnetLink(byte[] input)
    {
        foreach (var target in Magnet.Parse(Text(input)).Targets()) Show(target.Trackers);
    }

    private static void Url(byte[] input)
    {
        if (!TrackerUrl.TryParse(Text(input), out var url, out _)) return;
        Check(TrackerUrl.TryParse(url.Reveal(), out var again, out _) && again.Equals(url), "a URL that is another when read again");
        Check(url.Redact(url.ToString()).Length > 0, "redacted to nothing");
        ScrapeUrl.TryRequestTarget(url, [], out _);
    }

    /// <summary>Not always UTF-8: that decoder allocates for each byte that is none, and it is not ours.</summary>
    private static string Text(byte[] input) => (Utf8.IsValid(input) ? Encoding.UTF8 : Encoding.Latin1).GetString(input);

    /// <summary>However it is cut into pieces it is the same, and the same as to the decoder that holds it whole.</summary>
    private static void FullScrape(byte[] input)
    {
        var size = 1 + (input.Length == 0 ? 0 : input[^1] % 64);
        var (whole, found, problem) = ReadFullScrape(input, input.Length);
        var (pieces, inPieces, problemInPieces) = ReadFullScrape(input, size);
        Check(problem == problemInPieces && found.SequenceEqual(inPieces), "pieces make a difference");
        Check((whole.FailureReason, whole.Retry, whole.MinRequestInterval) == (pieces.FailureReason, pieces.Retry, pieces.MinRequestInterval), "pieces make a difference to what else is said");
        if (input is not [(byte)'d', ..]) return; // texts are told apart before
        ScrapeAnswer decoded;
        try
        {
            decoded = ScrapeDecoder.Decode(input);
        }
        catch (WireFormatException)
        {
            return;
        }

        if (decoded.IsBareText) return;
        Check(problem is null, "not read, though it can be decoded");
        Check(decoded.Files.Keys.ToHashSet().SetEquals(found.Select(swarm => swarm.InfoHash)), "other swarms than decoded");
        Check(decoded.MinRequestInterval == whole.MinRequestInterval && decoded.FailureReason is null == whole.FailureReason is null, "another answer than decoded");
    }

    private static (FullScrapeReader Reader, List<ScrapedSwarm> Found, string? Problem) ReadFullScrape(byte[] input, int size)
    {
        var reader = new FullScrapeReader();
        List<ScrapedSwarm> found = [];
        try
        {
            for (var at = 0; at < input.Length; at += size) reader.Read(input.AsSpan(at, Math.Min(size, input.Length - at)), found);
            reader.End();
            return (reader, found, null);
        }
        catch (WireFormatException error)
        {
            return (reader, found, error.Message);
        }
    }

    private static void Udp(byte[] input)
    {
        foreach (var read in Readers)
        {
            try
            {
                read(input);
            }
            catch (WireFormatException)
            {
            }
        }
    }

    private static readonly Action<byte[]>[] Readers =
    [
        packet => UdpReplies.TryReadHeader(packet, out _, out _), packet => UdpReplies.ReadConnectionId(packet), packet => UdpReplies.ReadAnnounce(packet, overV6: false),
        packet => UdpReplies.ReadAnnounce(packet, overV6: true), packet => UdpReplies.ReadScrape(packet), packet => UdpReplies.ReadError(packet),
    ];

    private static void Show(AnnounceTiers trackers)
    {
        foreach (var entry in trackers.Entries) Check(entry.Url.ToString().Length > 0, "a URL that shows as nothing");
    }

    private static void Check(bool holds, string problem)
    {
        if (!holds) throw new InvalidOperationException(problem);
    }
}
