using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Crawler.Protocol.Net;

/// <summary>
/// An announce URL. It may carry a passkey, so it is a secret: <see cref="ToString"/> shows it redacted, and only
/// <see cref="Reveal"/> gives the whole, for the wire and for the store's secret column. Path and query are kept
/// byte for byte as the torrent wrote them, since private trackers compare them.
/// </summary>
public sealed class TrackerUrl : IEquatable<TrackerUrl>
{
    /// <summary>Longer URLs are refused.</summary>
    public const int MaxLength = 2048;

    private readonly UrlRedaction _redaction;

    private TrackerUrl(TrackerScheme scheme, string host, int port, string pathAndQuery)
    {
        (Scheme, Host, Port, PathAndQuery) = (scheme, host, port, pathAndQuery);
        _redaction = UrlRedaction.Of(pathAndQuery);
    }

    /// <summary>How it is spoken to.</summary>
    public TrackerScheme Scheme { get; }

    /// <summary>Host name in lower-case ASCII (punycode), or an IP literal without brackets.</summary>
    public string Host { get; }

    /// <summary>1–65535.</summary>
    public int Port { get; }

    /// <summary>What follows the authority, verbatim, beginning with <c>/</c>. A secret: for the wire only.</summary>
    public string PathAndQuery { get; }

    /// <summary>The path with what may be a passkey replaced by <c>***</c>; safe to show.</summary>
    public string RedactedPath => _redaction.Shown;

    /// <summary><c>host:port</c>, brackets round IPv6: what all torrents on one tracker share.</summary>
    public string Authority => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>The scheme as written in URLs.</summary>
    public string SchemeName => Scheme.ToString().ToLowerInvariant();

    /// <summary>Whether an encrypted transport is asked for.</summary>
    public bool IsSecure => Scheme is TrackerScheme.Https or TrackerScheme.Wss;

    /// <summary>SHA-256 of the whole URL: tells two passkeys on one tracker apart without storing either.</summary>
    public byte[] Key() => SHA256.HashData(Encoding.UTF8.GetBytes(Reveal()));

    /// <summary>The whole URL, secrets included.</summary>
    public string Reveal() => $"{SchemeName}://{AuthorityAsWritten}{PathAndQuery}";

    /// <summary>Replaces this URL's secrets wherever they stand in <paramref name="text"/>.</summary>
    public string Redact(string text) => _redaction.Redact(text);

    /// <summary>The URL with its secrets replaced by <c>***</c>.</summary>
    public override string ToString() => $"{SchemeName}://{AuthorityAsWritten}{RedactedPath}";

    /// <summary>
    /// Reads an announce URL as torrents carry them. On failure <paramref name="problem"/> says in a few words what is
    /// wrong, without repeating the URL.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TrackerUrl? url, [NotNullWhen(false)] out string? problem)
    {
        url = null;
        problem = null;
        var rest = text.AsSpan().Trim();
        if (rest.Length > MaxLength) problem = $"longer than {MaxLength} characters";
        else if (rest.IndexOf("://") is var colon && colon <= 0) problem = "not a URL (no scheme)";
        else if (!TryScheme(rest[..colon], out var scheme)) problem = $"unknown scheme '{ErrorText.Sanitise(rest[..colon], 16)}' (http, https, udp, ws and wss are known)";
        else
        {
            rest = rest[(colon + 3)..];
            var end = rest.IndexOfAny("/?#");
            var authority = end < 0 ? rest : rest[..end];
            var path = end < 0 ? default : rest[end..];
            if (!TryAuthority(authority, scheme, out var host, out var port, out problem)) return false;
            url = new TrackerUrl(scheme, host, port, VerbatimPath(path));
        }

        return problem is null;
    }

    /// <summary>As <see cref="TryParse"/>.</summary>
    /// <exception cref="FormatException">Not a usable announce URL; the message says why.</exception>
    public static TrackerUrl Parse(string text) =>
        TryParse(text, out var url, out var problem) ? url : throw new FormatException($"tracker URL is {problem}");

    /// <inheritdoc/>
    public bool Equals(TrackerUrl? other) =>
        other is not null && Scheme == other.Scheme && Port == other.Port && Host == other.Host && PathAndQuery == other.PathAndQuery;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TrackerUrl);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Scheme, Host, Port, PathAndQuery);

    private string AuthorityAsWritten => Port == DefaultPort(Scheme) ? Host.Contains(':') ? $"[{Host}]" : Host : Authority;

    private static int DefaultPort(TrackerScheme scheme) => scheme switch
    {
        TrackerScheme.Http or TrackerScheme.Ws => 80,
        TrackerScheme.Https or TrackerScheme.Wss => 443,
        _ => 0, // BEP 15 names no default
    };

    private static bool TryScheme(ReadOnlySpan<char> text, out TrackerScheme scheme)
    {
        foreach (var known in Enum.GetValues<TrackerScheme>())
        {
            scheme = known;
            if (text.Equals(known.ToString(), StringComparison.OrdinalIgnoreCase)) return true;
        }

        scheme = default;
        return false;
    }

    private static bool TryAuthority(ReadOnlySpan<char> text, TrackerScheme scheme, out string host, out int port, [NotNullWhen(false)] out string? problem)
    {
        (host, port, problem) = ("", DefaultPort(scheme), null);
        if (text.Contains('@')) problem = "not usable: user name or password before the host";
        var portAt = text.LastIndexOf(':');
        if (portAt > text.LastIndexOf(']') && portAt < text.Length - 1)
        {
            if (!int.TryParse(text[(portAt + 1)..], System.Globalization.NumberStyles.None, null, out port) || port is < 1 or > 65535)
                problem ??= "not usable: the port is not a number from 1 to 65535";
            text = text[..portAt];
        }
        else
        {
            text = text.TrimEnd(':');
            if (port == 0) problem ??= "not usable: a udp tracker needs a port";
        }

        if (problem is null && !TryHost(text, out host)) problem = "not usable: no valid host name or address";
        return problem is null;
    }

    private static bool TryHost(ReadOnlySpan<char> text, out string host)
    {
        host = text.ToString();
        if (text.StartsWith("["))
        {
            if (!text.EndsWith("]") || !IPAddress.TryParse(text[1..^1], out var address)) return false;
            host = address.ToString();
            return true;
        }

        if (Uri.CheckHostName(host) is not (UriHostNameType.Dns or UriHostNameType.IPv4)) return false;
        try
        {
            host = new System.Globalization.IdnMapping().GetAscii(host.TrimEnd('.')).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return false;
        }

        return host.Length is > 0 and <= 253;
    }

    /// <summary>Keeps the bytes; only what cannot stand on a request line (space, control, non-ASCII) is escaped.</summary>
    private static string VerbatimPath(ReadOnlySpan<char> path)
    {
        var fragment = path.IndexOf('#');
        if (fragment >= 0) path = path[..fragment];
        var verbatim = new StringBuilder(path.Length + 1);
        if (path.Length == 0 || path[0] != '/') verbatim.Append('/');
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in path.EnumerateRunes())
        {
            if (rune.Value is > 0x20 and < 0x7F and not ('"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}'))
                verbatim.Append((char)rune.Value);
            else
                PercentEncoding.Append(verbatim, utf8[..rune.EncodeToUtf8(utf8)]);
        }

        return verbatim.ToString();
    }
}
