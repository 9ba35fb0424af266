using System.Diagnostics.CodeAnalysis;
using System.Net;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Http;

/// <summary>One server asked on the way to an answer, and what it is asked for.</summary>
internal sealed record Hop(TrackerUrl Tracker, string RequestTarget)
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>A request to an address, carrying the server's name in <c>Host</c> (and so in TLS), its target byte for byte as given.</summary>
    public HttpRequestMessage Request(IPAddress address, string userAgent)
    {
        var (scheme, host) = (Tracker.IsSecure ? "https://" : "http://", address.ToString());
        var isNamedSo = host == Tracker.Host;
        var authority = isNamedSo ? Tracker.Authority : new IPEndPoint(address, Tracker.Port).ToString();
        var uri = new Uri(string.Concat(scheme, authority, RequestTarget), AsWritten);
        var request = new HttpRequestMessage(HttpMethod.Get, uri) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        // Where the URL names the address itself, the handler writes that.
        if (!isNamedSo) request.Headers.Host = HostHeader;
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        return request;
    }

    /// <summary>The next hop; never from https to http, never to another protocol.</summary>
    public bool TryFollow(string location, out Hop next, [NotNullWhen(false)] out string? problem)
    {
        next = this;
        var absolute = location.StartsWith("//", StringComparison.Ordinal) ? $"{Tracker.SchemeName}:{location}"
            : location.StartsWith('/') ? $"{Tracker.SchemeName}://{Tracker.Authority}{location}"
            : location.Contains("://", StringComparison.Ordinal) ? location
            : $"{Tracker.SchemeName}://{Tracker.Authority}{Folder}{location}";
        if (!TrackerUrl.TryParse(absolute, out var target, out problem)) return false;
        if (target.Scheme is not (TrackerScheme.Http or TrackerScheme.Https)) problem = "not HTTP";
        else if (Tracker.IsSecure && !target.IsSecure) problem = "from https to http";
        next = new Hop(target, target.PathAndQuery);
        return problem is null;
    }

    /// <summary>The path up to its last slash: what a relative location is relative to.</summary>
    private string Folder => RequestTarget.Split('?')[0] is var path ? path[..(path.LastIndexOf('/') + 1)] : "/";

    private string HostHeader => Tracker.Authority is var authority && Tracker.Port == (Tracker.IsSecure ? 443 : 80)
        ? authority[..authority.LastIndexOf(':')]
        : authority;
}
