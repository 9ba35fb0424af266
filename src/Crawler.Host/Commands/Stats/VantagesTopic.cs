using Crawler.Host.Formatting;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Commands.Stats;

/// <summary><c>stats vantages</c>.</summary>
internal static class VantagesTopic
{
    public static readonly StatsTopic Topic = new(
        "vantages",
        "The same trackers and swarms from several vantages: who is down from where, and whether sizes agree.",
        "A vantage is the place in the network a campaign measures from (key Crawl:Vantage). A vantage that cannot tell, as its own network was down or it has not called within 4½ hours of the others, is no vote. Sizes agree if one size lies in the intervals of all vantages; where a tracker names peers by where one asks from, they need not.",
        ReadAsync);

    private static async Task<IReadOnlyList<Sheet>> ReadAsync(ICrawlStatistics statistics, StatsRequest request, CancellationToken cancellation)
    {
        var report = await statistics.VantagesAsync(request.Scope, null, cancellation);
        var quorum = new Sheet("quorum", "trackers, down from how many vantages",
            new("tracker", "TRACKER"), new("down", "DOWN FROM"), new("known", "OF"), new("unknown", "CANNOT TELL"))
        {
            Shown = request.Top,
        };
        foreach (var tracker in report.Quorums.OrderByDescending(tracker => tracker.Votes.IsDivided).ThenByDescending(tracker => tracker.Votes.Down))
            quorum.Add(tracker.Tracker, tracker.Votes.Down, tracker.Votes.Known, tracker.Votes.Unknown);
        var trackers = new Sheet("tracker_vantage", "trackers by vantage",
            new("tracker", "TRACKER"), new("vantage", "FROM"), new("is_up", "UP"), new("known_at", null), new("calls", "CALLS"), new("answered", "ANSWERED"),
            new("unknown", "UNKNOWN"), new("uptime", "UPTIME", "0.000"), new("uptime_low", "LOW", "0.000"), new("uptime_high", "HIGH", "0.000"))
        {
            Shown = request.Top,
        };
        foreach (var one in report.Trackers)
            trackers.Add(one.Tracker, one.Vantage, one.IsUp, one.KnownAt, one.Calls, one.Answered, one.Unknown, one.Uptime?.Share, one.Uptime?.Low, one.Uptime?.High);
        var sizes = new Sheet("size_vantage", "sizes by vantage",
            new("infohash", "INFOHASH"), new("name", "NAME"), new("vantage", "FROM"), new("family", "NET"), new("at", null),
            new("size", "SIZE", "0"), new("low", "LOW", "0"), new("high", "HIGH", "0"), new("agrees", "AGREES"))
        {
            Shown = request.Top,
        };
        foreach (var one in report.Sizes)
            sizes.Add(one.InfoHash.ToString(), one.Name, one.Vantage, FamilyText.Of(one.Family), one.At, one.Size, one.Low, one.High, one.Agrees);
        return [quorum, trackers, sizes];
    }
}
