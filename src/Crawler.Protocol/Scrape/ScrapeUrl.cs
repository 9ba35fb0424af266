using System.Diagnostics.CodeAnalysis;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Scrape;

/// <summary>Derives the request target of an HTTP scrape from the announce URL (BEP 48).</summary>
public static class ScrapeUrl
{
    private const string Announce = "announce";

    /// <summary>
    /// The path's last segment must begin with <c>announce</c>, which becomes <c>scrape</c>; the query stays verbatim.
    /// False if this tracker has no scrape.
    /// </summary>
    public static bool TryRequestTarget(TrackerUrl tracker, IEnumerable<InfoHash> hashes, [NotNullWhen(true)] out string? target)
    {
        target = null;
        var whole = tracker.PathAndQuery;
        var query = whole.IndexOf('?');
        var path = query < 0 ? whole : whole[..query];
        var segment = path.LastIndexOf('/') + 1;
        if (!path.AsSpan(segment).StartsWith(Announce)) return false;

        var scrape = string.Concat(whole.AsSpan(0, segment), "scrape", whole.AsSpan(segment + Announce.Length));
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
}
