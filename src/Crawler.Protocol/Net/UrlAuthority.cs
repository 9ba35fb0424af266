using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Crawler.Protocol.Net;

/// <summary>Reads the <c>host:port</c> of an announce URL.</summary>
internal static class UrlAuthority
{
    /// <summary>The port a URL of this scheme means when it names none; 0 if it must name one.</summary>
    public static int DefaultPort(TrackerScheme scheme) => scheme switch
    {
        TrackerScheme.Http or TrackerScheme.Ws => 80,
        TrackerScheme.Https or TrackerScheme.Wss => 443,
        _ => 0, // BEP 15 names no default
    };

    /// <summary>False with the problem in a few words, which repeat nothing of the URL.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, TrackerScheme scheme, out string host, out int port, [NotNullWhen(false)] out string? problem)
    {
        (host, port, problem) = ("", DefaultPort(scheme), null);
        if (text.Contains('@')) problem = "not usable: user name or password before the host";
        var portAt = text.LastIndexOf(':');
        if (portAt > text.LastIndexOf(']') && portAt < text.Length - 1)
        {
            if (!int.TryParse(text[(portAt + 1)..], NumberStyles.None, null, out port) || port is < 1 or > 65535)
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
            host = new IdnMapping().GetAscii(host.TrimEnd('.')).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return false;
        }

        return host.Length is > 0 and <= 253;
    }
}
