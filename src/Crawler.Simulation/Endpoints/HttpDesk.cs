using System.Net;
using System.Text;
using Crawler.Simulation.Trackers;

namespace Crawler.Simulation.Endpoints;

/// <summary>One HTTP answer, ready for the wire.</summary>
/// <param name="Bytes">Head and body; empty for a connection that is closed without a word.</param>
/// <param name="KeepOpen">Whether another request may follow.</param>
internal readonly record struct HttpAnswer(ReadOnlyMemory<byte> Bytes, bool KeepOpen);

/// <summary>Turns a request's head into the tracker's answer: the HTTP side of a tracker without its socket.</summary>
/// <param name="tracker">Whom the request is for.</param>
internal sealed class HttpDesk(ITracker tracker)
{
    /// <summary>Answers <c>/announce</c> and <c>/scrape</c>; 404 elsewhere, 400 for what cannot be read.</summary>
    public HttpAnswer Answer(string text, IPAddress from, DateTimeOffset now)
    {
        if (!HttpRequestHead.TryRead(text, out var head)) return Bad("not a GET request of HTTP/1.1");
        if (head.Path.EndsWith("/announce", StringComparison.Ordinal))
        {
            if (!AnnounceQuery.TryRead(head.Query, out var request)) return Bad("info_hash, peer_id and port are needed");
            return tracker.Announce(request, from, now) is { } answer ? Ok(AnnounceBody.Of(answer), head.KeepAlive) : default;
        }

        if (!head.Path.EndsWith("/scrape", StringComparison.Ordinal))
            return Whole("404 Not Found", Encoding.ASCII.GetBytes("no such page"), head.KeepAlive);
        var hashes = AnnounceQuery.Scraped(head.Query);
        if (hashes.Count == 0) return Bad("info_hash is needed");
        return tracker.Scrape(hashes, from.AddressFamily, now) is { } counts ? Ok(AnnounceBody.Of(hashes, counts), head.KeepAlive) : default;
    }

    private static HttpAnswer Ok(ReadOnlyMemory<byte> body, bool keepAlive) => Whole("200 OK", body, keepAlive);

    /// <summary>The connection is closed after it, since nobody knows where the next request would begin.</summary>
    private static HttpAnswer Bad(string reason) => Whole("400 Bad Request", Encoding.ASCII.GetBytes(reason), keepAlive: false);

    private static HttpAnswer Whole(string status, ReadOnlyMemory<byte> body, bool keepAlive)
    {
        var head = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\nConnection: {(keepAlive ? "keep-alive" : "close")}\r\n\r\n");
        return new HttpAnswer((byte[])[.. head, .. body.Span], keepAlive);
    }
}
