using System.Globalization;
using System.Net;
using Crawler.Actors.Torrents;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Protocol.Net;

namespace Crawler.Host.Campaigns;

/// <summary>Readers of the values that stand in a campaign file; each says in a few words what is wrong with one.</summary>
internal static class CampaignValues
{
    private const int MaxName = 64;
    private const int MaxText = 1000;
    private const int MaxContact = 200;

    public static ValueReader<string> Name { get; } = Checked(
        text => text.Length is > 0 and <= MaxName && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'),
        text => $"'{text}' is not a name: lower-case letters, digits and hyphens, at most {MaxName}");

    public static ValueReader<string> Prose { get; } = Checked(
        text => text.Length is > 0 and <= MaxText && !text.Contains("${", StringComparison.Ordinal),
        text => text.Length == 0 ? "is empty" : text.Length > MaxText ? $"longer than {MaxText} characters" : "${…} is filled in for store only");

    /// <summary>It goes into a request header of every call.</summary>
    public static ValueReader<string> Contact { get; } = Checked(
        text => text.Length is > 0 and <= MaxContact && text.All(c => c is > ' ' and < '\x7f' and not ('(' or ')'))
            && (IsMail(text) || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "mailto")),
        text => $"'{text}' is neither a mail address nor a URL: say how a tracker's operator can reach you");

    /// <summary>A path, glob, list, magnet or infohash. Not repeated: a magnet may carry a passkey.</summary>
    public static ValueReader<string> Item { get; } = Checked(
        text => text.Length > 0 && text != "-" && !text.Contains("${", StringComparison.Ordinal),
        text => text == "-" ? "standard input cannot be named here" : text.Length == 0 ? "is empty" : "${…} is filled in for store only");

    public static ValueReader<TrackerUrl> Tracker { get; } = (string text, out TrackerUrl value, out string? problem) =>
    {
        var ok = TrackerUrl.TryParse(text, out var url, out problem);
        value = url!;
        if (!ok) problem = $"not an announce URL: {problem}";
        return ok;
    };

    public static ValueReader<IPNetwork> Network { get; } = NetworkText.TryRead;

    public static ValueReader<bool?> YesNo { get; } = (string text, out bool? value, out string? problem) =>
    {
        value = text switch { "true" => true, "false" => false, _ => null };
        problem = value is null ? $"'{text}' is neither true nor false" : null;
        return value is not null;
    };

    public static ValueReader<AddressFamilies?> Families { get; } = (string text, out AddressFamilies? value, out string? problem) =>
    {
        value = text switch { "ipv4" => AddressFamilies.V4, "ipv6" => AddressFamilies.V6, "both" => AddressFamilies.Both, _ => null };
        problem = value is null ? $"'{text}' is none of ipv4, ipv6 and both" : null;
        return value is not null;
    };

    public static ValueReader<DateTimeOffset?> Instant { get; } = (string text, out DateTimeOffset? value, out string? problem) =>
    {
        // Without a zone the same file would mean another time on another machine.
        var hasZone = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        value = hasZone && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant : null;
        problem = value is null ? $"'{text}' is not a time with its zone, such as 2026-12-01T06:00:00Z or 2026-12-01T06:00:00+01:00" : null;
        return value is not null;
    };

    public static ValueReader<long?> Bytes { get; } = SizeReader.TryRead;

    /// <summary>Durations up to <paramref name="longest"/>.</summary>
    public static ValueReader<TimeSpan?> Duration(TimeSpan? longest = null) => (string text, out TimeSpan? value, out string? problem) =>
    {
        var ok = Durations.TryParse(text, out var duration, out problem);
        if (ok && duration > longest) problem = $"'{text}' is longer than {Durations.Format(longest.Value)}";
        value = problem is null ? duration : null;
        return problem is null;
    };

    /// <summary>Calls a second.</summary>
    public static ValueReader<double?> PerSecond { get; } = (string text, out double? value, out string? problem) =>
    {
        value = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0.001 and <= 1_000_000 ? number : null;
        problem = value is null ? $"'{text}' is not a number of calls a second (from 0.001 to 1000000)" : null;
        return value is not null;
    };

    private static bool IsMail(string text) => text.IndexOf('@') is var at and > 0 && at == text.LastIndexOf('@') && at < text.Length - 1;

    private static ValueReader<string> Checked(Func<string, bool> isFine, Func<string, string> complaint) => (string text, out string value, out string? problem) =>
    {
        value = text;
        problem = isFine(text) ? null : complaint(text.Length > 100 ? text[..100] + "…" : text);
        return problem is null;
    };
}
