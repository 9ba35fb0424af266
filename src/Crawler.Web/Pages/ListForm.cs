using System.Globalization;
using System.Net.Sockets;
using Crawler.Protocol.Net;
using Crawler.Web.Listings;
using Microsoft.AspNetCore.Http;

namespace Crawler.Web.Pages;

/// <summary>What the form of the lists page asks for. What cannot be read counts as not asked for.</summary>
public static class ListForm
{
    /// <summary>The families, as the query string has them.</summary>
    public static readonly IReadOnlyList<(string Name, string Label, AddressFamily Family)> Families =
        [("v4", "IPv4", AddressFamily.InterNetwork), ("v6", "IPv6", AddressFamily.InterNetworkV6)];

    /// <summary>The schemes, as the query string has them.</summary>
    public static readonly IReadOnlyList<(string Name, string Label, TrackerScheme[] Schemes)> Protocols =
    [
        ("udp", "UDP", [TrackerScheme.Udp]), ("http", "HTTP", [TrackerScheme.Http]), ("https", "HTTPS", [TrackerScheme.Https]),
        ("ws", "WebSocket", [TrackerScheme.Ws, TrackerScheme.Wss]),
    ];

    /// <summary>Reads it.</summary>
    public static TrackerFilter Read(IQueryCollection query) => new()
    {
        Span = query["span"].ToString() is var span && TrackerFilter.Spans.Contains(span) ? span : "30d",
        MinUptime = Number(query["min_uptime"], 100),
        MinAge = Number(query["min_age_days"], 10_000) is { } days ? TimeSpan.FromDays(days) : null,
        MinHonesty = Number(query["min_honesty"], 100),
        Schemes = [.. Protocols.Where(protocol => query["scheme"].Contains(protocol.Name)).SelectMany(protocol => protocol.Schemes)],
        Families = [.. Families.Where(family => query["family"].Contains(family.Name)).Select(family => family.Family)],
        State = query["state"].ToString() switch { "up" => TrackerState.Up, "down" => TrackerState.Down, "unknown" => TrackerState.Unknown, _ => null },
    };

    private static double? Number(string? text, double most) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0 ? Math.Min(number, most) : null;
}
