using System.Buffers;
using System.Text;

namespace Crawler.Storage.Log;

/// <summary>
/// Makes any string storable. PostgreSQL refuses NUL and unpaired surrogates; a batch that holds one would never be
/// appended, however often it is sent again.
/// </summary>
internal static class StoredText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text with what cannot be stored replaced by U+FFFD; null stays null.</summary>
    public static string? Clean(string? text) => text is null || IsClean(text) ? text : Replace(text);

    private static bool IsClean(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            if (text[0] == '\0' || Rune.DecodeFromUtf16(text, out _, out var length) != OperationStatus.Done) return false;
            text = text[length..];
        }

        return true;
    }

    private static string Replace(string text)
    {
        var clean = new StringBuilder(text.Length);
        // EnumerateRunes replaces unpaired surrogates itself.
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value == 0) clean.Append(Replacement);
            else clean.Append(rune.ToString());
        return clean.ToString();
    }
}
