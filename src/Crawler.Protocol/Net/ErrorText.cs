using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Crawler.Protocol.Net;

/// <summary>
/// Text from strangers made fit to show: one line, bounded, no control or formatting characters (so that it cannot
/// drive a terminal or reorder a log), HTML reduced to its words.
/// </summary>
public static class ErrorText
{
    /// <summary>Characters kept by default.</summary>
    public const int MaxLength = 300;

    /// <summary>Bytes looked at: the words of an HTML page may stand behind a long head.</summary>
    private const int MaxBytesRead = 64 * 1024;

    /// <summary>UTF-8 bytes to safe text; what is not UTF-8 becomes U+FFFD.</summary>
    public static string Sanitise(ReadOnlySpan<byte> utf8, int maxLength = MaxLength)
    {
        utf8 = utf8[..Math.Min(utf8.Length, MaxBytesRead)];
        // Not Encoding.UTF8, which allocates for every byte that is none.
        var text = ArrayPool<char>.Shared.Rent(utf8.Length);
        try
        {
            Utf8.ToUtf16(utf8, text, out _, out var length);
            return Sanitise(text.AsSpan(0, length), maxLength);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(text);
        }
    }

    /// <summary>Text to safe text of at most <paramref name="maxLength"/> characters; what is cut off ends in "…".</summary>
    public static string Sanitise(ReadOnlySpan<char> text, int maxLength = MaxLength)
    {
        var clean = new StringBuilder(Math.Min(text.Length, maxLength));
        Span<char> units = stackalloc char[2];
        var pendingSpace = false;
        while (!text.IsEmpty)
        {
            if (HtmlTag.LengthAt(text) is var tag and > 0)
            {
                text = text[tag..];
                pendingSpace = true;
                continue;
            }

            Rune.DecodeFromUtf16(text, out var rune, out var length); // a lone surrogate becomes U+FFFD
            text = text[length..];
            if (Rune.IsWhiteSpace(rune) || IsUnsafe(rune))
            {
                pendingSpace = true;
                continue;
            }

            if (pendingSpace && clean.Length > 0) clean.Append(' ');
            pendingSpace = false;
            if (clean.Length + rune.Utf16SequenceLength > maxLength) return CutOff(clean, maxLength);
            clean.Append(units[..rune.EncodeToUtf16(units)]);
        }

        return clean.ToString();
    }

    private static bool IsUnsafe(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string CutOff(StringBuilder clean, int maxLength)
    {
        clean.Length = Math.Min(clean.Length, maxLength - 1);
        if (clean.Length > 0 && char.IsHighSurrogate(clean[^1])) clean.Length--;
        return clean.Append('…').ToString();
    }
}
