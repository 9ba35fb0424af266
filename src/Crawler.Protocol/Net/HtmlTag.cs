namespace Crawler.Protocol.Net;

/// <summary>Finds markup in an error page, so that its words remain. No parser: it need only be safe and mostly right.</summary>
internal static class HtmlTag
{
    private static readonly string[] WithoutWords = ["style", "script"];

    /// <summary>Length of the tag (or whole style, script, comment) at the start of <paramref name="text"/>; 0 if none stands there.</summary>
    public static int LengthAt(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[0] != '<' || !(char.IsAsciiLetter(text[1]) || text[1] is '/' or '!')) return 0;
        if (text.StartsWith("<!--")) return Through(text, "-->");
        foreach (var element in WithoutWords)
        {
            if (!text[1..].StartsWith(element, StringComparison.OrdinalIgnoreCase)) continue;
            var close = text.IndexOf($"</{element}", StringComparison.OrdinalIgnoreCase);
            return close < 0 ? text.Length : close + Through(text[close..], ">");
        }

        return Through(text, ">");
    }

    /// <summary>Up to and with <paramref name="end"/>; what is never closed is markup to its end.</summary>
    private static int Through(ReadOnlySpan<char> text, string end) =>
        text.IndexOf(end) is var at and >= 0 ? at + end.Length : text.Length;
}
