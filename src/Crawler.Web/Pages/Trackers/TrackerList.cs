using System.Net.Sockets;
using Crawler.Protocol.Net;
using Crawler.Web.Boards;
using Crawler.Web.Listings;

namespace Crawler.Web.Pages.Trackers;

/// <summary>Which trackers a list shows and in which order, as a query string has it; what cannot be read is left out.</summary>
public sealed record TrackerList(TrackerFilter Filter, string Sort, bool IsDescending)
{
    private static readonly Dictionary<string, Func<BoardTracker, IComparable?>> Columns = new()
    {
        ["url"] = tracker => tracker.Standing.Url,
        ["24h"] = tracker => tracker.Standing.Day.Uptime,
        ["7d"] = tracker => tracker.Standing.Week.Uptime,
        ["30d"] = tracker => tracker.Standing.Month.Uptime,
        ["1y"] = tracker => tracker.Standing.Year.Uptime,
        ["p50"] = tracker => tracker.Standing.Day.P50,
        ["p95"] = tracker => tracker.Standing.Day.P95,
        ["interval"] = tracker => tracker.Standing.IntervalAsked,
        ["honesty"] = tracker => tracker.Honesty,
        ["torrents"] = tracker => tracker.Standing.Torrents,
    };

    /// <summary>Reads it.</summary>
    public static TrackerList Read(string? state, string? scheme, string? family, string? search, string? sort, string? order) => new(
        new TrackerFilter
        {
            State = Enum.TryParse<TrackerState>(state, ignoreCase: true, out var stands) && Enum.IsDefined(stands) ? stands : null,
            Schemes = Enum.TryParse<TrackerScheme>(scheme, ignoreCase: true, out var spoken) && Enum.IsDefined(spoken) ? [spoken] : [],
            Families = family switch { "v4" => [AddressFamily.InterNetwork], "v6" => [AddressFamily.InterNetworkV6], _ => [] },
            Search = search,
        },
        sort is not null && Columns.ContainsKey(sort) ? sort : "30d",
        order != "asc");

    /// <summary>Those wanted, in order; what is not known comes last either way.</summary>
    public IReadOnlyList<BoardTracker> Of(TrackerBoard board, DateTimeOffset now)
    {
        var key = Columns[Sort];
        var wanted = board.Trackers.Where(tracker => Filter.Admits(tracker, now)).OrderBy(tracker => key(tracker) is null);
        var sorted = IsDescending ? wanted.ThenByDescending(key) : wanted.ThenBy(key);
        return [.. sorted.ThenBy(tracker => tracker.Standing.Id)];
    }
}
