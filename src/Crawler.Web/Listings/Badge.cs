using System.Globalization;
using System.Security;
using System.Text;
using Crawler.Web.Boards;

namespace Crawler.Web.Listings;

/// <summary>A small picture of a label and a value, to stand on other people's pages.</summary>
internal static class Badge
{
    private const string Green = "#2a7f3e";
    private const string Amber = "#946200";
    private const string Red = "#b3261e";
    private const string Grey = "#5f6368";

    /// <summary>How long a tracker answered over a span.</summary>
    public static byte[] Uptime(BoardTracker tracker, string span)
    {
        var uptime = TrackerFilter.SpanOf(tracker.Standing, span).Uptime;
        return Draw(
            tracker,
            $"uptime {span}",
            // Rounded down, lest 99.96 % be shown as never down.
            uptime is { } share ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(share * 1000) / 10:0.0} %") : "unknown",
            uptime switch { null => Grey, >= 0.95 => Green, >= 0.8 => Amber, _ => Red });
    }

    /// <summary>Whether it answers.</summary>
    public static byte[] State(BoardTracker tracker) => TrackerStates.Of(tracker.Standing.IsUp) switch
    {
        TrackerState.Up => Draw(tracker, "tracker", "up", Green),
        TrackerState.Down => Draw(tracker, "tracker", "down", Red),
        _ => Draw(tracker, "tracker", "unknown", Grey),
    };

    private static byte[] Draw(BoardTracker tracker, string label, string value, string colour)
    {
        var (left, right) = (Width(label), Width(value));
        var title = SecurityElement.Escape($"{tracker.Standing.Url}: {label} {value}");
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="{title}">
            <title>{title}</title>
            <rect width="{left + right}" height="20" rx="3" fill="#3c4043"/>
            <path d="M{left} 0h{right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{right - 3}z" fill="{colour}"/>
            <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
            <text x="{left / 2.0}" y="14" textLength="{left - 12}">{label}</text>
            <text x="{left + (right / 2.0)}" y="14" textLength="{right - 12}">{value}</text>
            </g>
            </svg>

            """));
    }

    /// <summary>About what the text is wide in Verdana at 11 pixels; it is then drawn exactly so wide.</summary>
    private static int Width(string text) => 12 + (int)Math.Ceiling(text.Sum(c => c switch
    {
        'i' or 'l' or ' ' or '.' => 3.9,
        't' or 'r' or 'f' => 4.5,
        'm' => 10.7,
        'w' => 9.0,
        '%' => 11.8,
        _ => 7.0,
    }));
}
