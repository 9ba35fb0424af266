using Crawler.Host.Options;
using Crawler.Protocol;
using Crawler.Protocol.Net;

namespace Crawler.Host.Campaigns;

/// <summary>Entries of opt-out lists as people write them.</summary>
internal static class OptOutText
{
    public static ValueReader<InfoHash> InfoHash { get; } = (string text, out InfoHash value, out string? problem) =>
    {
        problem = Protocol.InfoHash.TryParse(text, out value) ? null : $"'{text}' is not an infohash (40 hexadecimal digits or 32 base32 characters)";
        return problem is null;
    };

    public static ValueReader<string> Host { get; } = (string text, out string value, out string? problem) =>
    {
        problem = OptOuts.TryReadHost(text, out var host) ? null : $"'{text}' is not a host name (without scheme and port)";
        value = host ?? "";
        return problem is null;
    };

    /// <summary>A value of its kind, kept as text, or the name of a list of them.</summary>
    public static ValueReader<string> Or<T>(ValueReader<T> kind) => (string text, out string value, out string? problem) =>
    {
        value = text;
        problem = null;
        return text is ['@', _, ..] || kind(text, out _, out problem);
    };
}
