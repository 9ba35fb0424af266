using System.Diagnostics.CodeAnalysis;
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
        _redaction = UrlRedaction.Of(host, pathAndQuery);
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
    public string RedactedPath => _redaction.PathAndQuery;

    /// <summary>The host with a label that looks like a key replaced by <c>***</c>; safe to show.</summary>
    public string RedactedHost => _redaction.Host;

    /// <summary><c>host:port</c>, brackets round IPv6: what all torrents on one tracker share.</summary>
    public string Authority => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>As <see cref="Authority"/>, safe to show.</summary>
    public string RedactedAuthority => Host.Contains(':') ? Authority : $"{RedactedHost}:{Port}";

    /// <summary>The scheme as written in URLs.</summary>
    public string SchemeName => Scheme.ToString().ToLowerInvariant();

    /// <summary>Whether an encrypted transport is asked for.</summary>
    public bool IsSecure => Scheme is TrackerScheme.Https or TrackerScheme.Wss;

    /// <summary>SHA-256 of the whole URL: tells two passkeys on one tracker apart without storing either.</summary>
    public byte[] Key() => SHA256.HashData(Encoding.UTF8.GetBytes(Reveal()));

    /// <summary>The whole URL, secrets included.</summary>
    public string Reveal() => $"{SchemeName}://{AsWritten(Host)}{PathAndQuery}";

    /// <summary>Replaces this URL's secrets wherever they stand in <paramref name="text"/>.</summary>
    public string Redact(string text) => _redaction.Redact(text);

    /// <summary>The URL with its secrets replaced by <c>***</c>.</summary>
    public override string ToString() => $"{SchemeName}://{AsWritten(RedactedHost)}{RedactedPath}";

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
            if (!UrlAuthority.TryParse(authority, scheme, out var host, out var port, out problem)) return false;
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

    /// <summary>Brackets where needed, the port where it is not the scheme's own.</summary>
    private string AsWritten(string host)
    {
        if (host.Contains(':')) host = $"[{host}]";
        return Port == UrlAuthority.DefaultPort(Scheme) ? host : $"{host}:{Port}";
    }

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
