using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Crawler.Protocol.Bencode;

/// <summary>
/// Bencode to JSON and back, every byte kept: order, duplicate keys and odd spellings included.
/// <list type="bullet">
/// <item>A byte string that is UTF-8 becomes a JSON string; any other becomes <c>"hex:…"</c>.</item>
/// <item>An integer becomes a number.</item>
/// <item>What bencode does not normally write (<c>i007e</c>, <c>03:abc</c>) becomes <c>"raw:…"</c>, its own bytes in hex.</item>
/// <item>Text that itself begins with <c>hex:</c> or <c>raw:</c> is written as <c>"hex:…"</c>, so that nothing is ambiguous.</item>
/// </list>
/// </summary>
public static class BencodeJson
{
    private const string HexPrefix = "hex:";
    private const string RawPrefix = "raw:";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };
    private static readonly JsonWriterOptions Compact = Indented with { Indented = false };

    /// <summary>One bencoded value as UTF-8 JSON.</summary>
    /// <exception cref="BencodeException">Not one whole bencoded value.</exception>
    public static byte[] ToJson(ReadOnlySpan<byte> bencode, bool indented = true)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output, indented ? Indented : Compact);
        var reader = new BencodeReader(bencode, BencodeLimits.Torrent);
        var open = new Stack<bool>(); // true: a dictionary
        do
        {
            if (open.Count > 0)
            {
                if (reader.TryReadEnd())
                {
                    if (open.Pop()) json.WriteEndObject();
                    else json.WriteEndArray();
                    continue;
                }

                if (open.Peek()) json.WritePropertyName(StringText(ref reader, bencode));
            }

            WriteValue(ref reader, bencode, json, open);
        }
        while (open.Count > 0);
        if (reader.Position != bencode.Length) throw reader.Problem("bytes after the end of the value");
        json.Flush();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>What <see cref="ToJson"/> wrote, or JSON written by hand, as bencode.</summary>
    /// <exception cref="WireFormatException">Not JSON, or JSON that bencode cannot hold (fractions, true, false, null).</exception>
    public static byte[] FromJson(ReadOnlySpan<byte> utf8Json)
    {
        var output = new ArrayBufferWriter<byte>();
        var bencode = new BencodeWriter(output);
        var json = new Utf8JsonReader(utf8Json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, MaxDepth = 2 * BencodeLimits.Torrent.MaxDepth });
        try
        {
            while (json.Read())
            {
                switch (json.TokenType)
                {
                    case JsonTokenType.StartObject: bencode.WriteDictionaryStart(); break;
                    case JsonTokenType.StartArray: bencode.WriteListStart(); break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray: bencode.WriteEnd(); break;
                    case JsonTokenType.PropertyName: WriteText(bencode, json.GetString()!, isKey: true); break;
                    case JsonTokenType.String: WriteText(bencode, json.GetString()!, isKey: false); break;
                    case JsonTokenType.Number: WriteNumber(bencode, ref json); break;
                    default: throw new WireFormatException($"bencode has no {json.TokenType.ToString().ToLowerInvariant()}");
                }
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new WireFormatException($"not JSON: {error.Message}");
        }

        return output.WrittenSpan.ToArray();
    }

    private static void WriteValue(ref BencodeReader reader, ReadOnlySpan<byte> bencode, Utf8JsonWriter json, Stack<bool> open)
    {
        switch (reader.Peek())
        {
            case BencodeKind.Dictionary:
                reader.ReadDictionaryStart();
                json.WriteStartObject();
                open.Push(true);
                break;
            case BencodeKind.List:
                reader.ReadListStart();
                json.WriteStartArray();
                open.Push(false);
                break;
            case BencodeKind.Integer:
                var start = reader.Position;
                var digits = reader.ReadIntegerDigits();
                if (IsCanonical(digits)) json.WriteRawValue(digits, skipInputValidation: true);
                else json.WriteStringValue(RawPrefix + Convert.ToHexStringLower(bencode[start..reader.Position]));
                break;
            default:
                json.WriteStringValue(StringText(ref reader, bencode));
                break;
        }
    }

    private static string StringText(ref BencodeReader reader, ReadOnlySpan<byte> bencode)
    {
        var start = reader.Position;
        var bytes = reader.ReadString();
        if (bencode[start] == '0' && bencode[start + 1] != ':')
            return RawPrefix + Convert.ToHexStringLower(bencode[start..reader.Position]);
        var isText = Utf8.IsValid(bytes) && !bytes.StartsWith("hex:"u8) && !bytes.StartsWith("raw:"u8);
        return isText ? Encoding.UTF8.GetString(bytes) : HexPrefix + Convert.ToHexStringLower(bytes);
    }

    private static bool IsCanonical(ReadOnlySpan<byte> digits)
    {
        var magnitude = digits[0] == '-' ? digits[1..] : digits;
        return magnitude[0] != '0' || digits.Length == 1;
    }

    private static void WriteText(BencodeWriter bencode, string text, bool isKey)
    {
        if (text.StartsWith(HexPrefix, StringComparison.Ordinal)) bencode.WriteString(Hex(text));
        else if (text.StartsWith(RawPrefix, StringComparison.Ordinal)) bencode.WriteRaw(OddSpelling(text, isKey));
        else bencode.WriteString(text);
    }

    /// <summary>What follows <c>raw:</c>, which must be one string, or one integer where a value stands.</summary>
    private static byte[] OddSpelling(string text, bool isKey)
    {
        var bytes = Hex(text);
        var reader = new BencodeReader(bytes, BencodeLimits.Torrent);
        if (reader.Peek() == BencodeKind.Integer && !isKey) reader.ReadIntegerDigits();
        else reader.ReadString();
        return reader.Position == bytes.Length ? bytes : throw reader.Problem("bytes after the end of a 'raw:' value");
    }

    private static byte[] Hex(string text)
    {
        try
        {
            return Convert.FromHexString(text.AsSpan(HexPrefix.Length));
        }
        catch (FormatException)
        {
            throw new WireFormatException($"'{Net.ErrorText.Sanitise(text, 40)}' is not hexadecimal after '{text[..HexPrefix.Length]}'");
        }
    }

    private static void WriteNumber(BencodeWriter bencode, ref Utf8JsonReader json)
    {
        var digits = json.ValueSpan;
        if (digits.ContainsAny("eE."u8)) throw new WireFormatException($"bencode has whole numbers only, not {Encoding.UTF8.GetString(digits)}");
        bencode.WriteRaw([(byte)'i', .. digits, (byte)'e']);
    }
}
