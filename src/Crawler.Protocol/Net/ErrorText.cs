using System.Globalization;
using System.Text;

namespace Crawler.Protocol.Net;

/// <summary>
/// Text from strangers made fit to show: one line, bounded, no control or formatting characters (so that it cannot
/// drive a terminal or reorder a log), HTML reduced to its words.
/// </summary>
public static class ErrorText
{
    /// <summary>Characters kept by default.</summary>
    public const int MaxLength = 300;

    /// <summary>UTF-8 bytes to safe text; what is not UTF-8 becomes U+FFFD.</summary>
    public static string Sanitise(ReadOnlySpan<byte> utf8, int maxLength = MaxLength) =>
        // Markup may stand before the words, so more is read than kept.
        Sanitise(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 16 * maxLength)]), maxLength);

    /// <summary>Text to safe text.</summary>
    public static string Sanitise(ReadOnlySpan<char> text, int maxLength = MaxLength)
    {
        var clean = new StringBuilder(Math.Min(text.Length, maxLength));
        var pendingSpace = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '<' && EndOfTag(text[i..]) is var length and > 0)
            {
                i += length - 1;
                pendingSpace = true;
                continue;
            }

            if (char.IsWhiteSpace(text[i]) || IsUnsafe(text[i]))
            {
                pendingSpace = true;
                continue;
            }

            if (pendingSpace && clean.Length > 0) clean.Append(' ');
            pendingSpace = false;
            if (clean.Length >= maxLength)
            {
                clean.Length = maxLength - 1;
                if (char.IsHighSurrogate(clean[^1])) clean.Length--;
                return clean.Append('…').ToString();
            }

            clean.Append(text[i]);
        }

        return clean.ToString();
    }

    private static bool IsUnsafe(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>Length of the HTML tag (or whole style, script, comment) at the start; 0 if it is a plain "&lt;".</summary>
    private static int EndOfTag(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || !(char.IsAsciiLetter(text[1]) || text[1] is '/' or '!')) return 0;
        foreach (var element in (ReadOnlySpan<string>)["style", "script"])
        {
            if (!text[1..].StartsWith(element, StringComparison.OrdinalIgnoreCase)) continue;
            var close = text.IndexOf($"</{element}", StringComparison.OrdinalIgnoreCase);
            return close < 0 ? text.Length : close + text[close..].IndexOf('>') is var end && end > close ? end + 1 : text.Length;
        }

        if (text.StartsWith("<!--"))
            return text.IndexOf("-->") is var end and > 0 ? end + 3 : text.Length;
        var closing = text.IndexOf('>');
        return closing < 0 ? text.Length : closing + 1;
    }
}
