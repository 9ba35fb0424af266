using Crawler.Web.Boards;

namespace Crawler.Web.Listings;

/// <summary>Orders trackers.</summary>
public static class TrackerOrder
{
    /// <summary>What they can be ordered by, as written.</summary>
    public static readonly IReadOnlyList<string> Names = ["uptime", "latency", "honesty", "torrents", "interval", "age", "last_call", "url", "id"];

    /// <summary>Trackers in an order; what is not known comes last either way, ties by number.</summary>
    /// <param name="trackers">The trackers.</param>
    /// <param name="sort">One of <see cref="Names"/>.</param>
    /// <param name="isDescending">Whether the largest come first; null for the way that is usual: the best, the most and the latest first.</param>
    /// <param name="span">The span that uptime and latency are of.</param>
    public static IReadOnlyList<BoardTracker> Of(IEnumerable<BoardTracker> trackers, string sort, bool? isDescending, string span)
    {
        var down = isDescending ?? sort is not ("latency" or "interval" or "age" or "url" or "id");
        if (sort == "url")
        {
            var byUrl = down
                ? trackers.OrderByDescending(tracker => tracker.Standing.Url, StringComparer.Ordinal)
                : trackers.OrderBy(tracker => tracker.Standing.Url, StringComparer.Ordinal);
            return [.. byUrl.ThenBy(tracker => tracker.Standing.Id)];
        }

        return
        [
            .. trackers
                .Select(tracker => (Tracker: tracker, Key: Key(tracker, sort, span)))
                .OrderBy(one => one.Key is null)
                .ThenBy(one => down ? -one.Key : one.Key)
                .ThenBy(one => one.Tracker.Standing.Id)
                .Select(one => one.Tracker),
        ];
    }

    private static double? Key(BoardTracker tracker, string sort, string span) => sort switch
    {
        "uptime" => TrackerFilter.SpanOf(tracker.Standing, span).Uptime,
        "latency" => TrackerFilter.SpanOf(tracker.Standing, span).P50?.TotalMilliseconds,
        "honesty" => tracker.Honesty,
        "torrents" => tracker.Standing.Torrents,
        "interval" => tracker.Standing.IntervalAsked,
        // The first call: ascending is the oldest first.
        "age" => tracker.Standing.FirstAt?.UtcTicks,
        "last_call" => tracker.Standing.LastAt?.UtcTicks,
        _ => tracker.Standing.Id,
    };
}
