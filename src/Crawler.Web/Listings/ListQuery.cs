using System.Net.Sockets;
using Crawler.Web.Api.Answers;
using Crawler.Web.Api.Queries;
using Crawler.Web.Boards;

namespace Crawler.Web.Listings;

/// <summary>What can be asked of a list, in the words that known services have for it.</summary>
internal static class ListQuery
{
    private static readonly QueryParameter<bool> V4Only = Parameters.Flag(
        "include_ipv4_only_trackers", "Whether trackers that answer over IPv4 alone are in it.", true);

    private static readonly QueryParameter<bool> V6Only = Parameters.Flag(
        "include_ipv6_only_trackers", "Whether trackers that answer over IPv6 alone are in it.", true);

    private static readonly QueryParameter<int?> MinAge = Parameters.OptionalInteger(
        "min_age_days", "Only trackers whose first call is at least so many days ago.", 10);

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<QueryParameter> All = [V4Only, V6Only, MinAge];

    /// <summary>The trackers of a list, best first.</summary>
    /// <param name="board">How trackers stand.</param>
    /// <param name="filter">Which list.</param>
    /// <param name="query">What is asked of it.</param>
    /// <param name="isPrivateFine">Whether loopback and private addresses are listed too.</param>
    /// <exception cref="ApiRefusal">The query cannot be read, or nobody looked at trackers yet: an empty list would be a lie.</exception>
    public static IReadOnlyList<BoardTracker> Read(TrackerBoard board, TrackerFilter filter, ApiQuery query, bool isPrivateFine)
    {
        var (v4Only, v6Only) = (query.Get(V4Only), query.Get(V6Only));
        if (query.Get(MinAge) is { } days) filter = filter with { MinAge = TimeSpan.FromDays(Math.Min(days, 100_000)) };
        if (board.At is not { } at) throw ApiRefusal.Unavailable("trackers have not been looked at yet: try again in a moment");
        return
        [
            .. PublicTrackers.BestFirst(
                board.Trackers.Where(tracker => PublicTrackers.IsListed(tracker, isPrivateFine) && filter.Admits(tracker, at) && HasFamily(tracker, v4Only, v6Only)),
                filter.Span),
        ];
    }

    /// <summary>Without those of one family alone, who is left answers over the other; who answers over none is of no family alone.</summary>
    private static bool HasFamily(BoardTracker tracker, bool v4Only, bool v6Only)
    {
        var families = tracker.Standing.Families;
        return families.Count != 1 || (families[0] == AddressFamily.InterNetworkV6 ? v6Only : v4Only);
    }
}
