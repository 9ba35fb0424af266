using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Host.Targets;

/// <summary>What a piece of text is as a target, as far as the text alone says.</summary>
internal static class TargetText
{
    private const int MaxShown = 120;

    /// <summary>The infohash or magnet that <paramref name="text"/> is; null if it may be the name of a file.</summary>
    /// <exception cref="MetainfoException">A magnet that names no torrent.</exception>
    public static IEnumerable<Target>? Read(string text)
    {
        if (InfoHash.TryParse(text, out var hash)) return [new Target { InfoHash = hash, Source = "infohash" }];
        return Magnet.IsMagnet(text) ? Magnet.Parse(text).Targets() : null;
    }

    /// <summary>Why <paramref name="text"/>, which is no file either, is no target.</summary>
    public static string WhyNot(string text)
    {
        if (text.IndexOf("://", StringComparison.Ordinal) is var colon and > 0 && Uri.CheckSchemeName(text[..colon]))
        {
            var scheme = text[..colon];
            return TrackerUrl.TryParse(text, out _, out _)
                ? "trackers are named with --tracker; a target is a torrent file, folder, magnet link or infohash"
                : $"unknown scheme '{ErrorText.Sanitise(scheme, 16)}': a target is a torrent file, folder, magnet link or infohash";
        }

        if (text.Length == 64 && text.All(char.IsAsciiHexDigit))
            return "a v2 infohash of 64 digits is given as magnet:?xt=urn:btmh:1220 followed by the digits";
        return LooksLikeInfoHash(text)
            ? $"an infohash has 40 hexadecimal digits or 32 base32 characters, not {text.Length}"
            : "no such file, and no magnet link or infohash";
    }

    /// <summary>An item's name in messages: URLs and magnets may carry a passkey.</summary>
    public static string Shown(string text)
    {
        if (Magnet.IsMagnet(text)) return "magnet link";
        if (text.Length == 0) return "''";
        return text.Contains("://", StringComparison.Ordinal) ? "URL" : ErrorText.Sanitise(text, MaxShown);
    }

    /// <summary>
    /// A list's line without blanks and comment: <c>#</c> begins one at the start of a line and behind an infohash or
    /// magnet; elsewhere it may stand in a file's name.
    /// </summary>
    public static string WithoutComment(string line)
    {
        line = line.Trim();
        if (line.StartsWith('#')) return "";
        var end = line.AsSpan().IndexOfAny(' ', '\t');
        if (end < 0 || !line.AsSpan(end).TrimStart().StartsWith('#')) return line;
        var first = line[..end];
        return Magnet.IsMagnet(first) || InfoHash.TryParse(first, out _) ? first : line;
    }

    private static bool LooksLikeInfoHash(string text) =>
        text.Length is >= 20 and <= 70 && text.All(char.IsAsciiLetterOrDigit)
        && (text.All(char.IsAsciiHexDigit) || (text.Length is > 28 and < 36 && text.All(c => char.IsAsciiLetterUpper(c) || c is >= '2' and <= '7')));
}
