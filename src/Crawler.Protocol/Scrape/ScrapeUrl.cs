using System.Diagnostics.CodeAnalysis;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Scrape;

/// <summary>Derives the request target of an HTTP scrape from the announce URL (BEP 48).</summary>
public static class ScrapeUrl
{
    private const string Announce = "announce";
    private const string Scrape = "scrape";

    /// <summary>
    /// The path's last segment must begin with <c>announce</c>, which becomes <c>scrape</c>; the query stays verbatim.
    /// False if this tracker has no scrape.
    /// </summary>
    public static bool TryRequestTarget(TrackerUrl tracker, IEnumerable<InfoHash> hashes, [NotNullWhen(true)] out string? target)
    {
        target = null;
        var whole = tracker.PathAndQuery;
        var segment = LastSegment(whole, out var name);
        if (!name.StartsWith(Announce)) return false;

        var scrape = ScrapeInstead(whole, segment);
        var text = QueryJoin.Begin(scrape);
        Span<byte> bytes = stackalloc byte[InfoHash.Length];
        var separator = "";
        foreach (var hash in hashes)
        {
            hash.CopyTo(bytes);
            PercentEncoding.Append(text.Append(separator).Append("info_hash="), bytes);
            separator = "&";
        }

        target = text.ToString();
        return true;
    }

    /// <summary>
    /// As the other, for everything a tracker has: no infohash is named. A URL whose last segment begins with
    /// <c>scrape</c> already is taken as it stands, since people look such URLs up and paste them.
    /// </summary>
    public static bool TryFullTarget(TrackerUrl tracker, [NotNullWhen(true)] out string? target)
    {
        var whole = tracker.PathAndQuery;
        var segment = LastSegment(whole, out var name);
        target = name.StartsWith(Announce) ? ScrapeInstead(whole, segment) : name.StartsWith(Scrape) ? whole : null;
        return target is not null;
    }

    private static int LastSegment(string pathAndQuery, out ReadOnlySpan<char> name)
    {
        var query = pathAndQuery.IndexOf('?');
        var path = query < 0 ? pathAndQuery : pathAndQuery.AsSpan(0, query);
        var segment = path.LastIndexOf('/') + 1;
        name = path[segment..];
        return segment;
    }

    private static string ScrapeInstead(string pathAndQuery, int segment) =>
        string.Concat(pathAndQuery.AsSpan(0, segment), Scrape, pathAndQuery.AsSpan(segment + Announce.Length));
}
