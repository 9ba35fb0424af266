using System.Text;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Announce;

/// <summary>Builds the request target of an HTTP announce (BEP 3, 7, 23).</summary>
public static class AnnounceUrl
{
    /// <summary>
    /// The tracker's own path and query first and verbatim (a passkey may stand there), then our parameters. Raw bytes
    /// are <c>%XX</c>-escaped.
    /// </summary>
    public static string RequestTarget(TrackerUrl tracker, AnnounceRequest request)
    {
        Span<byte> hash = stackalloc byte[InfoHash.Length];
        request.InfoHash.CopyTo(hash);

        var target = QueryJoin.Begin(tracker.PathAndQuery);
        PercentEncoding.Append(target.Append("info_hash="), hash);
        PercentEncoding.Append(target.Append("&peer_id="), request.PeerId.Bytes);
        target.Append("&port=").Append(request.Port)
            .Append("&uploaded=").Append(request.Uploaded)
            .Append("&downloaded=").Append(request.Downloaded)
            .Append("&left=").Append(request.Left)
            .Append(request.WantsPeerIds ? "&compact=0" : "&compact=1&no_peer_id=1");
        if (request.NumWant >= 0) target.Append("&numwant=").Append(request.NumWant);
        target.Append("&key=").Append(request.Key.ToString("x8"));
        if (request.Event != AnnounceEvent.None) target.Append("&event=").Append(request.Event.ToString().ToLowerInvariant());
        if (request.TrackerId is { } id) PercentEncoding.Append(target.Append("&trackerid="), id.Bytes);
        return target.ToString();
    }
}

/// <summary>Joins a query of ours to one that stands already.</summary>
internal static class QueryJoin
{
    /// <summary>The given path and query, ready for the next parameter.</summary>
    public static StringBuilder Begin(string pathAndQuery)
    {
        var text = new StringBuilder(pathAndQuery, pathAndQuery.Length + 320);
        if (!pathAndQuery.Contains('?')) text.Append('?');
        else if (pathAndQuery[^1] is not ('?' or '&')) text.Append('&');
        return text;
    }
}
