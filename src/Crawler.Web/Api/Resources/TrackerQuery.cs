using System.Net.Sockets;
using Crawler.Protocol.Net;
using Crawler.Web.Api.Queries;
using Crawler.Web.Boards;
using Crawler.Web.Listings;

namespace Crawler.Web.Api.Resources;

/// <summary>What can be asked of the list of trackers.</summary>
internal static class TrackerQuery
{
    private static readonly QueryParameter<TrackerState?> State = Parameters.OneOf<TrackerState?>(
        "state",
        "Only trackers that stand so.",
        new Dictionary<string, TrackerState?> { ["up"] = TrackerState.Up, ["down"] = TrackerState.Down, ["unknown"] = TrackerState.Unknown });

    private static readonly QueryParameter<TrackerScheme?> Scheme = Parameters.OneOf<TrackerScheme?>(
        "scheme",
        "Only trackers spoken to so.",
        Enum.GetValues<TrackerScheme>().ToDictionary(scheme => scheme.ToString().ToLowerInvariant(), scheme => (TrackerScheme?)scheme));

    private static readonly QueryParameter<AddressFamily?> Family = Parameters.OneOf<AddressFamily?>(
        "family",
        "Only trackers that answered over this family in the last 7 days.",
        new Dictionary<string, AddressFamily?> { ["v4"] = AddressFamily.InterNetwork, ["v6"] = AddressFamily.InterNetworkV6 });

    private static readonly QueryParameter<double?> MinUptime = Parameters.OptionalNumber(
        "min_uptime", "Only trackers that answered in at least so many percent of the quarters of an hour of `span` in which they were asked.", 95, 0, 100);

    private static readonly QueryParameter<string> Span = Parameters.OneOf(
        "span", "The time that `min_uptime` is of, and by which `sort=uptime` and `sort=latency` order.", TrackerFilter.Spans.ToDictionary(span => span), "30d");

    private static readonly QueryParameter<double?> MinAge = Parameters.OptionalNumber(
        "min_age", "Only trackers whose first call is at least so many days ago.", 10, 0, 36_500);

    private static readonly QueryParameter<double?> MinHonesty = Parameters.OptionalNumber(
        "min_honesty", "Only trackers believed at least so far, 0–100, and those not judged yet.", 50, 0, 100);

    private static readonly QueryParameter<string> Search = Parameters.Text("search", "Only trackers whose URL contains this. Case does not matter.", "example.org");

    private static readonly QueryParameter<string> Sort = Parameters.OneOf(
        "sort", "What they are ordered by.", TrackerOrder.Names.ToDictionary(name => name), "uptime");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<QueryParameter> All =
        [State, Scheme, Family, MinUptime, Span, MinAge, MinHonesty, Search, Sort, Parameters.Order, Parameters.Page, Parameters.PerPage];

    /// <summary>Those wanted, in order, all pages.</summary>
    public static IReadOnlyList<BoardTracker> Read(TrackerBoard board, ApiQuery query, DateTimeOffset now)
    {
        var filter = new TrackerFilter
        {
            State = query.Get(State),
            Schemes = query.Get(Scheme) is { } scheme ? [scheme] : [],
            Families = query.Get(Family) is { } family ? [family] : [],
            MinUptime = query.Get(MinUptime),
            Span = query.Get(Span)!,
            MinAge = query.Get(MinAge) is { } days ? TimeSpan.FromDays(days) : null,
            MinHonesty = query.Get(MinHonesty),
            Search = query.Get(Search),
        };
        var sort = query.Get(Sort)!;
        return TrackerOrder.Of(board.Trackers.Where(tracker => filter.Admits(tracker, now)), sort, query.Get(Parameters.Order), filter.Span);
    }
}
