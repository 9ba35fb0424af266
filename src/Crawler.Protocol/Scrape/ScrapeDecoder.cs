using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Bencode;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Scrape;

/// <summary>What an HTTP scrape answered: counts per swarm, or a refusal.</summary>
/// <param name="Files">By infohash; hashes not asked for may be among them.</param>
/// <param name="FailureReason">The tracker's own words, sanitised; null on success.</param>
public sealed record ScrapeAnswer(IReadOnlyDictionary<InfoHash, ScrapeCounts> Files, string? FailureReason)
{
    /// <summary>When the tracker wants to hear from us again, if it said so.</summary>
    public RetryAdvice? Retry { get; init; }

    /// <summary>Seconds to wait at least until the next scrape (<c>flags.min_request_interval</c>), as sent; null if absent.</summary>
    public long? MinRequestInterval { get; init; }

    /// <summary>Whether <see cref="FailureReason"/> was a bare text and not bencode.</summary>
    public bool IsBareText { get; init; }
}

/// <summary>Reads the body of an HTTP scrape answer (BEP 48).</summary>
public static class ScrapeDecoder
{
    /// <summary>A scrape answer; readable text that is no bencode is a refusal.</summary>
    /// <exception cref="WireFormatException">Neither bencode nor text.</exception>
    public static ScrapeAnswer Decode(ReadOnlySpan<byte> body)
    {
        var files = new Dictionary<InfoHash, ScrapeCounts>();
        if (body.IsEmpty) throw new WireFormatException("the tracker answered with an empty body");
        if (PlainText.TryRead(body, out var text)) return new ScrapeAnswer(files, text) { IsBareText = true };

        string? failure = null;
        RetryAdvice? retry = null;
        long? minInterval = null;
        var reader = new BencodeReader(body, BencodeLimits.Reply);
        reader.ReadDictionaryStart();
        while (!reader.TryReadEnd())
        {
            var key = reader.ReadString();
            if (key.SequenceEqual("files"u8) && reader.Peek() == BencodeKind.Dictionary) ReadFiles(ref reader, files);
            else if (key.SequenceEqual("failure reason"u8) && reader.Peek() == BencodeKind.String) failure = ErrorText.Sanitise(reader.ReadString()) is { Length: > 0 } reason ? reason : "(no reason given)";
            else if (key.SequenceEqual("retry in"u8)) retry = RetryInReader.Read(ref reader);
            else if (key.SequenceEqual("flags"u8) && reader.Peek() == BencodeKind.Dictionary) minInterval = ReadFlags(ref reader);
            else reader.ReadRawValue();
        }

        return new ScrapeAnswer(files, failure) { Retry = retry, MinRequestInterval = minInterval };
    }

    private static void ReadFiles(ref BencodeReader reader, Dictionary<InfoHash, ScrapeCounts> files)
    {
        reader.ReadDictionaryStart();
        while (!reader.TryReadEnd())
        {
            var key = reader.ReadString();
            if (TryHash(key, out var hash) && reader.Peek() == BencodeKind.Dictionary)
                files.TryAdd(hash, ReadCounts(ref reader));
            else
                reader.ReadRawValue();
        }
    }

    /// <summary>
    /// 20 bytes; or those bytes taken for Latin-1 text and written as UTF-8, as the npm package <c>bittorrent-tracker</c>
    /// does with keys.
    /// </summary>
    internal static bool TryHash(ReadOnlySpan<byte> key, out InfoHash hash)
    {
        hash = default;
        if (key.Length == InfoHash.Length)
        {
            hash = new InfoHash(key);
            return true;
        }

        if (key.Length is < InfoHash.Length or > 2 * InfoHash.Length) return false;
        Span<char> text = stackalloc char[2 * InfoHash.Length];
        if (Utf8.ToUtf16(key, text, out _, out var length, replaceInvalidSequences: false) != OperationStatus.Done
            || length != InfoHash.Length || text[..length].ContainsAnyExceptInRange('\0', '\u00ff')) return false;
        Span<byte> bytes = stackalloc byte[InfoHash.Length];
        Encoding.Latin1.GetBytes(text[..length], bytes);
        hash = new InfoHash(bytes);
        return true;
    }

    private static long? ReadFlags(ref BencodeReader reader)
    {
        long? interval = null;
        reader.ReadDictionaryStart();
        while (!reader.TryReadEnd())
        {
            if (reader.ReadString().SequenceEqual("min_request_interval"u8) && reader.Peek() == BencodeKind.Integer) interval = Count(ref reader);
            else reader.ReadRawValue();
        }

        return interval;
    }

    private static ScrapeCounts ReadCounts(ref BencodeReader reader)
    {
        long? complete = null, incomplete = null, downloaded = null;
        reader.ReadDictionaryStart();
        while (!reader.TryReadEnd())
        {
            var key = reader.ReadString();
            if (reader.Peek() != BencodeKind.Integer) reader.ReadRawValue();
            else if (key.SequenceEqual("complete"u8)) complete = Count(ref reader);
            else if (key.SequenceEqual("incomplete"u8)) incomplete = Count(ref reader);
            else if (key.SequenceEqual("downloaded"u8)) downloaded = Count(ref reader);
            else reader.ReadRawValue();
        }

        return new ScrapeCounts(complete, incomplete, downloaded);
    }

    private static long? Count(ref BencodeReader reader) =>
        BencodeNumber.TryParseSaturating(reader.ReadIntegerDigits(), out var count) ? count : null;
}
