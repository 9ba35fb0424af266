using System.Net;
using Crawler.Protocol.Net;
using Crawler.Web.Boards;

namespace Crawler.Web.Listings;

/// <summary>Which trackers may be shown to anybody: in lists, badges, the feed and the status page.</summary>
public static class PublicTrackers
{
    /// <summary>Believed less than this, 0–100, a tracker's numbers are doubtful, and nobody is sent to it.</summary>
    public const double Doubtful = 35;

    private static readonly string[] PrivateNames = ["localhost", "local", "internal", "lan", "home.arpa", "intranet", "corp", "home"];

    /// <summary>Whether its URL is anybody's to know: no passkey was in it, and its host is on the public network.</summary>
    /// <param name="tracker">The tracker.</param>
    /// <param name="isPrivateFine">Whether loopback and private addresses are shown too.</param>
    public static bool IsShown(BoardTracker tracker, bool isPrivateFine) =>
        !tracker.Standing.IsSecret && (isPrivateFine || IsPublicHost(tracker.Standing.Host));

    /// <summary>Whether people may be sent to it: shown, and not caught making peers up.</summary>
    /// <param name="tracker">The tracker.</param>
    /// <param name="isPrivateFine">Whether loopback and private addresses are listed too.</param>
    public static bool IsListed(BoardTracker tracker, bool isPrivateFine) =>
        IsShown(tracker, isPrivateFine) && tracker.Honesty is not < Doubtful;

    /// <summary>Best first: by uptime over a span, then by median round trip, then by URL.</summary>
    public static IEnumerable<BoardTracker> BestFirst(IEnumerable<BoardTracker> trackers, string span) => trackers
        .OrderByDescending(tracker => TrackerFilter.SpanOf(tracker.Standing, span).Uptime ?? -1)
        .ThenBy(tracker => TrackerFilter.SpanOf(tracker.Standing, span).P50 ?? TimeSpan.MaxValue)
        .ThenBy(tracker => tracker.Standing.Url, StringComparer.Ordinal);

    /// <summary>Names are not looked up: those that only mean something in a local network are told by how they end.</summary>
    private static bool IsPublicHost(string host)
    {
        if (IPAddress.TryParse(host, out var address)) return ReservedAddresses.KindOf(address) == AddressKind.Public;
        host = host.TrimEnd('.');
        return host.Contains('.') && !PrivateNames.Any(name => host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase));
    }
}
