using Crawler.Protocol.Bencode;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Announce;

/// <summary>
/// Tells a bare text (a tracker's complaint, an HTML page, a captive portal) from bencode and from rubbish. What it
/// accepts is shown to the user as the tracker's own words.
/// </summary>
internal static class PlainText
{
    /// <summary>True with the sanitised text if the body is readable text or one bencoded string.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out string text)
    {
        text = "";
        if (LooksLikeDictionary(body)) return false;
        if (char.IsAsciiDigit((char)body[0]) && TryBencodedString(body, out var inner)) body = inner;
        if (IsBinary(body)) return false;
        text = ErrorText.Sanitise(body);
        return text.Length > 0;
    }

    /// <summary><c>d</c> alone could begin "database error"; a dictionary goes on with a key's length or its end.</summary>
    private static bool LooksLikeDictionary(ReadOnlySpan<byte> body) =>
        body[0] == 'd' && (body.Length == 1 || char.IsAsciiDigit((char)body[1]) || body[1] == 'e');

    private static bool TryBencodedString(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> inner)
    {
        inner = default;
        var reader = new BencodeReader(body, BencodeLimits.Reply);
        try
        {
            inner = reader.ReadString();
            return !inner.IsEmpty && reader.Position == body.Length;
        }
        catch (BencodeException)
        {
            return false;
        }
    }

    private static bool IsBinary(ReadOnlySpan<byte> body)
    {
        foreach (var value in body[..Math.Min(body.Length, 4096)])
        {
            if (value < 0x20 && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1B)) return true;
        }

        return false;
    }
}
