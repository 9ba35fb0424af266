using System.Net;
using System.Text;
using Crawler.Protocol.Bencode;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Announce;

/// <summary>
/// Reads the body of an HTTP announce answer (BEP 3, 7, 23, 24, 31). Compact peers cost nothing beyond themselves.
/// </summary>
public static class AnnounceDecoder
{
    [Flags]
    private enum Keys
    {
        FailureReason = 1, RetryIn = 2, Warning = 4, Interval = 8, MinInterval = 16, TrackerId = 32,
        Complete = 64, Incomplete = 128, Downloaded = 256, ExternalIp = 512, Peers = 1024, Peers6 = 2048,
    }

    /// <summary>
    /// A reply or the tracker's refusal. A body that is no bencode but readable text is a refusal too: trackers answer
    /// with bare strings, HTML or a parked page.
    /// </summary>
    /// <exception cref="WireFormatException">Neither bencode nor text, empty, or a dictionary that breaks off.</exception>
    public static AnnounceAnswer Decode(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) throw new WireFormatException("the tracker answered with an empty body");
        if (PlainText.TryRead(body, out var text)) return new TrackerRefusal(text) { IsBareText = true };

        var reader = new BencodeReader(body, BencodeLimits.Reply);
        var seen = default(Keys);
        var oddities = ReplyOddities.None;
        string? failure = null, warning = null;
        long? interval = null, minInterval = null, complete = null, incomplete = null, downloaded = null;
        RetryAdvice? retry = null;
        TrackerId? trackerId = null;
        IPAddress? externalAddress = null;
        var peers = new PeerListReader();

        reader.ReadDictionaryStart();
        while (!reader.TryReadEnd())
        {
            var key = KeyOf(reader.ReadString());
            if (key != 0 && (seen & key) != 0)
            {
                oddities |= ReplyOddities.DuplicateKey;
                key = 0;
            }

            seen |= key;
            switch (key)
            {
                case Keys.FailureReason: failure = Text(ref reader) is { Length: > 0 } reason ? reason : "(no reason given)"; break;
                case Keys.Warning: warning = Text(ref reader) is { Length: > 0 } words ? words : null; break;
                case Keys.RetryIn: retry = RetryInReader.Read(ref reader); break;
                case Keys.Interval: interval = Number(ref reader, ref oddities); break;
                case Keys.MinInterval: minInterval = Number(ref reader, ref oddities); break;
                case Keys.Complete: complete = Count(ref reader, ref oddities); break;
                case Keys.Incomplete: incomplete = Count(ref reader, ref oddities); break;
                case Keys.Downloaded: downloaded = Count(ref reader, ref oddities); break;
                case Keys.TrackerId: trackerId = Id(ref reader); break;
                case Keys.ExternalIp: externalAddress = Address(ref reader); break;
                case Keys.Peers: peers.ReadPeers(ref reader); break;
                case Keys.Peers6: peers.ReadPeers6(ref reader); break;
                default: reader.ReadRawValue(); break;
            }
        }

        if ((seen & (Keys.Peers | Keys.Peers6)) == 0) oddities |= ReplyOddities.NoPeersKey;
        if (reader.Position < body.Length) oddities |= ReplyOddities.TrailingBytes;
        if (failure is not null)
            return new TrackerRefusal(failure) { Retry = retry, Interval = interval, MinInterval = minInterval };
        return new AnnounceReply
        {
            Peers = peers.ToList(),
            Named = peers.Named,
            Interval = interval,
            MinInterval = minInterval,
            TrackerId = trackerId,
            Complete = complete,
            Incomplete = incomplete,
            Downloaded = downloaded,
            Warning = warning,
            ExternalAddress = externalAddress,
            SkippedPeers = peers.Skipped,
            Oddities = oddities | peers.Oddities,
        };
    }

    private static Keys KeyOf(ReadOnlySpan<byte> key) => key.Length switch
    {
        5 when key.SequenceEqual("peers"u8) => Keys.Peers,
        6 when key.SequenceEqual("peers6"u8) => Keys.Peers6,
        8 when key.SequenceEqual("interval"u8) => Keys.Interval,
        8 when key.SequenceEqual("complete"u8) => Keys.Complete,
        8 when key.SequenceEqual("retry in"u8) => Keys.RetryIn,
        10 when key.SequenceEqual("incomplete"u8) => Keys.Incomplete,
        10 when key.SequenceEqual("downloaded"u8) => Keys.Downloaded,
        10 when key.SequenceEqual("tracker id"u8) => Keys.TrackerId,
        11 when key.SequenceEqual("external ip"u8) => Keys.ExternalIp,
        12 when key.SequenceEqual("min interval"u8) => Keys.MinInterval,
        14 when key.SequenceEqual("failure reason"u8) => Keys.FailureReason,
        15 when key.SequenceEqual("warning message"u8) => Keys.Warning,
        _ => 0,
    };

    private static string Text(ref BencodeReader reader)
    {
        var isString = reader.Peek() == BencodeKind.String;
        return ErrorText.Sanitise(isString ? reader.ReadString() : reader.ReadRawValue());
    }

    /// <summary>An integer, or digits in a string; beyond 64 bits it saturates, anything else is passed over and flagged.</summary>
    private static long? Number(ref BencodeReader reader, ref ReplyOddities oddities)
    {
        var digits = reader.Peek() switch
        {
            BencodeKind.Integer => reader.ReadIntegerDigits(),
            BencodeKind.String => reader.ReadString(),
            _ => reader.ReadRawValue()[..0],
        };
        if (BencodeNumber.TryParseSaturating(digits, out var value)) return value;
        oddities |= ReplyOddities.ImplausibleNumber;
        return null;
    }

    /// <summary>As <see cref="Number"/>; a negative or absurd count is kept raw and flagged.</summary>
    private static long? Count(ref BencodeReader reader, ref ReplyOddities oddities)
    {
        var count = Number(ref reader, ref oddities);
        if (count is < 0 or > int.MaxValue) oddities |= ReplyOddities.ImplausibleNumber;
        return count;
    }

    private static TrackerId? Id(ref BencodeReader reader)
    {
        // Some trackers send a number here; they want back what they sent.
        var bytes = reader.Peek() switch
        {
            BencodeKind.Integer => reader.ReadIntegerDigits(),
            BencodeKind.String => reader.ReadString(),
            _ => reader.ReadRawValue()[..0],
        };
        return bytes.Length is > 0 and <= TrackerId.MaxLength ? new TrackerId(bytes) : null;
    }

    /// <summary>BEP 24: 4 or 16 raw bytes; some trackers write the address as text.</summary>
    private static IPAddress? Address(ref BencodeReader reader)
    {
        if (reader.Peek() != BencodeKind.String)
        {
            reader.ReadRawValue();
            return null;
        }

        var bytes = reader.ReadString();
        if (bytes.Length is 4 or 16) return new IPAddress(bytes);
        return IPAddress.TryParse(Encoding.Latin1.GetString(bytes), out var address) ? address : null;
    }
}
