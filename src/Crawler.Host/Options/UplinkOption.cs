using Crawler.Host.Configuration;

namespace Crawler.Host.Options;

/// <summary><c>--uplink-check HOST:PORT</c>: places of the user's own by which an outage of ours is told from a tracker's.</summary>
internal static class UplinkOption
{
    public static Flag<(string Host, int Port)[]> Create() => new(
        "--uplink-check",
        Keys.UplinkCheck,
        "When a tracker is silent, connect here to see whether our own network is up; if not, the call counts as unknown, not as failed. Can be given several times. Without it, judged by what other trackers do.");

    /// <summary>Reads one place.</summary>
    public static bool TryRead(string text, out (string Host, int Port) value, out string? problem)
    {
        var colon = text.LastIndexOf(':');
        var host = colon > 0 ? text[..colon].Trim('[', ']') : "";
        var ok = int.TryParse(colon > 0 ? text[(colon + 1)..] : "", out var port) && port is >= 1 and <= 65_535
            && Uri.CheckHostName(host) != UriHostNameType.Unknown;
        value = (host, port);
        problem = ok ? null : $"'{text}' is not HOST:PORT";
        return ok;
    }
}
