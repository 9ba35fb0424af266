using System.Text;
using System.Text.Json;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Bencode;
using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;

namespace Crawler.Protocol.WebSockets;

/// <summary>Reads the JSON messages of WebSocket trackers. Of a name that stands twice the last counts, as in JSON.</summary>
public static class WsMessageDecoder
{
    /// <summary>Signalling nests an SDP blob or two; nothing legitimate nests deeper.</summary>
    private const int MaxDepth = 16;

    /// <summary>One message.</summary>
    /// <exception cref="WireFormatException">Not a JSON object.</exception>
    public static WsMessage Decode(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) throw new WireFormatException("the message is not a JSON object");
            var message = ReadMessage(ref json);
            return json.Read() ? throw new WireFormatException("bytes after the end of the message") : message;
        }
        // The reader throws the second for text that is no UTF-8 or half a surrogate pair.
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new WireFormatException("the message is not JSON");
        }
    }

    private static WsMessage ReadMessage(ref Utf8JsonReader json)
    {
        var message = new WsMessage();
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var name = json.GetString();
            json.Read();
            message = name switch
            {
                "action" => message with { Action = Text(ref json) },
                "info_hash" => message with { InfoHash = Hash(Text(ref json)) },
                "failure reason" => message with { FailureReason = Words(ref json) is { Length: > 0 } reason ? reason : "(no reason given)" },
                "retry in" => message with { Retry = Retry(ref json) },
                "warning message" => message with { Warning = Words(ref json) is { Length: > 0 } words ? words : null },
                "interval" => message with { Interval = Number(ref json) },
                "min interval" => message with { MinInterval = Number(ref json) },
                "complete" => message with { Counts = message.Counts with { Complete = Number(ref json) } },
                "incomplete" => message with { Counts = message.Counts with { Incomplete = Number(ref json) } },
                "downloaded" => message with { Counts = message.Counts with { Downloaded = Number(ref json) } },
                "tracker id" => message with { TrackerId = Id(Text(ref json)) },
                "files" => message with { Files = Files(ref json) },
                "offer" or "answer" => message with { IsSignalling = Skip(ref json) },
                _ => Skip(ref json) ? message : message,
            };
        }

        return message;
    }

    private static Dictionary<InfoHash, ScrapeCounts> Files(ref Utf8JsonReader json)
    {
        var files = new Dictionary<InfoHash, ScrapeCounts>();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            Skip(ref json);
            return files;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var hash = Hash(json.GetString());
            json.Read();
            if (hash is { } known && json.TokenType == JsonTokenType.StartObject) files[known] = Counts(ref json);
            else Skip(ref json);
        }

        return files;
    }

    private static ScrapeCounts Counts(ref Utf8JsonReader json)
    {
        var counts = new ScrapeCounts(null, null, null);
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var name = json.GetString();
            json.Read();
            counts = name switch
            {
                "complete" => counts with { Complete = Number(ref json) },
                "incomplete" => counts with { Incomplete = Number(ref json) },
                "downloaded" => counts with { Downloaded = Number(ref json) },
                _ => Skip(ref json) ? counts : counts,
            };
        }

        return counts;
    }

    private static bool Skip(ref Utf8JsonReader json)
    {
        json.Skip();
        return true;
    }

    private static string? Text(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.String) return json.GetString();
        json.Skip();
        return null;
    }

    private static string? Words(ref Utf8JsonReader json) => Text(ref json) is { } text ? ErrorText.Sanitise(text.AsSpan()) : null;

    /// <summary>A whole number, or digits in a string; beyond 64 bits it saturates, a fraction is cut off, anything else is absent.</summary>
    private static long? Number(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Number)
        {
            if (BencodeNumber.TryParseSaturating(json.ValueSpan, out var whole)) return whole;
            return json.TryGetDouble(out var value) ? (long)value : null;
        }

        return Text(ref json) is { Length: <= 40 } text && BencodeNumber.TryParseSaturating(Encoding.Latin1.GetBytes(text), out var number) ? number : null;
    }

    private static RetryAdvice? Retry(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.String && string.Equals(json.GetString(), "never", StringComparison.OrdinalIgnoreCase)) return RetryAdvice.Never;
        return Number(ref json) is { } minutes and > 0 ? RetryAdvice.InMinutes(minutes) : null;
    }

    private static InfoHash? Hash(string? text) =>
        text is not null && BinaryString.TryDecode(text, InfoHash.Length, out var bytes) ? new InfoHash(bytes) : null;

    private static TrackerId? Id(string? text) =>
        text is { Length: > 0 and <= TrackerId.MaxLength } && BinaryString.TryDecode(text, text.Length, out var bytes) ? new TrackerId(bytes) : null;
}
