using System.Globalization;
using System.Text;
using Crawler.Web.Access;
using Crawler.Web.Api;
using Crawler.Web.Api.Answers;
using Crawler.Web.Api.Queries;
using Crawler.Web.Boards;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Crawler.Web.Listings;

/// <summary>Maps lists of trackers as text, badges and the feed.</summary>
internal static class ListingEndpoints
{
    private const string Text = "text/plain; charset=utf-8";
    private const string Svg = "image/svg+xml; charset=utf-8";
    private const string Atom = "application/atom+xml; charset=utf-8";

    private static readonly QueryParameter<string> Span = Parameters.OneOf(
        "span", "Over what time.", TrackerFilter.Spans.ToDictionary(span => span), "30d");

    /// <summary>Maps them.</summary>
    public static void MapListings(this IEndpointRouteBuilder endpoints)
    {
        foreach (var (name, (filter, has)) in NamedLists.All)
            endpoints.MapGet($"/api/{name}", (HttpContext http, ITrackerBoard board, IOptions<WebOptions> options, TimeProvider time) => List(http, board, options.Value, time, filter))
                .IsList($"List: {name}", $"{char.ToUpperInvariant(has[0])}{has[1..]}.", $"list_{name}");
        endpoints.MapGet("/api/{percentage:int}", (HttpContext http, int percentage, ITrackerBoard board, IOptions<WebOptions> options, TimeProvider time) =>
                List(http, board, options.Value, time, Percentage(percentage)))
            .IsList("List: by uptime", "Trackers that answered in at least so many percent of the quarters of an hour in which they were asked, over 30 days.", "list_by_uptime");
        endpoints.MapGet("/badges/{id}/uptime.svg", (HttpContext http, string id, ITrackerBoard board, IOptions<WebOptions> options, TimeProvider time) =>
                EntityAnswer.Public(Badge.Uptime(Shown(board, options.Value, id), new ApiQuery(http, time).Get(Span)!), Svg))
            .IsPublic("badges", "Badge: uptime", "A small picture of how long a tracker answered, to stand on other pages.", "badge_uptime", Svg)
            .Takes([Span])
            .MayBeMissing();
        endpoints.MapGet("/badges/{id}/state.svg", (string id, ITrackerBoard board, IOptions<WebOptions> options) =>
                EntityAnswer.Public(Badge.State(Shown(board, options.Value, id)), Svg))
            .IsPublic("badges", "Badge: state", "A small picture of whether a tracker answers.", "badge_state", Svg)
            .MayBeMissing();
        endpoints.MapGet("/status/feed.atom", Feed)
            .IsPublic("lists", "Feed of changes", $"Trackers that turned up or down in the last 7 days, the latest {TurnFeed.Most}, as Atom.", "feed", Atom);
    }

    private static IResult List(HttpContext http, ITrackerBoard board, WebOptions options, TimeProvider time, TrackerFilter filter)
    {
        // Where everybody may read it, pages of others may too; a list that is not public is no other page's to read.
        if (options.PublicStatus || options.PublicReadOnly) http.Response.Headers.AccessControlAllowOrigin = "*";
        var trackers = ListQuery.Read(board.Current, filter, new ApiQuery(http, time), options.ListPrivate);
        return EntityAnswer.Public(Encoding.UTF8.GetBytes(string.Concat(trackers.Select(tracker => tracker.Standing.Url + "\n\n"))), Text);
    }

    private static IResult Feed(HttpContext http, ITrackerBoard board, IOptions<WebOptions> options)
    {
        var current = board.Current;
        if (current.At is not { } at) throw ApiRefusal.Unavailable("trackers have not been looked at yet: try again in a moment");
        var turns = current.Turns
            .Where(turn => current.Find(turn.TrackerId) is { } tracker && PublicTrackers.IsShown(tracker, options.Value.ListPrivate))
            .Take(TurnFeed.Most)
            .ToList();
        Uri Absolute(string path) => new(UriHelper.BuildAbsolute(http.Request.Scheme, http.Request.Host, http.Request.PathBase, path));
        return EntityAnswer.Public(TurnFeed.Write(options.Value.StatusTitle, turns, new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero), Absolute("/status/feed.atom"), Absolute("/status")), Atom);
    }

    private static TrackerFilter Percentage(int percentage) => percentage is >= 0 and <= 100
        ? new TrackerFilter { MinUptime = percentage }
        : throw ApiRefusal.BadRequest("the percentage is from 0 to 100");

    private static BoardTracker Shown(ITrackerBoard board, WebOptions options, string id) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && board.Current.Find(number) is { } tracker
        && PublicTrackers.IsShown(tracker, options.ListPrivate)
            ? tracker
            : throw ApiRefusal.NotFound("there is no tracker of that number to show");

    private static void IsList(this RouteHandlerBuilder endpoint, string summary, string description, string name) => endpoint
        .IsPublic("lists", summary, $"{description} One URL a line, an empty line after each, best first. {Left}", name, Text)
        .Takes(ListQuery.All);

    /// <summary>What no list has.</summary>
    internal const string Left = "Trackers with a passkey, on private addresses, or caught making peers up are left out.";

    private static RouteHandlerBuilder IsPublic(this RouteHandlerBuilder endpoint, string tag, string summary, string description, string name, string contentType) => endpoint
        .Describe(tag, name, summary, description)
        .Produces(StatusCodes.Status200OK, contentType: contentType.Split(';')[0])
        .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable)
        .AddEndpointFilter<RouteHandlerBuilder, RefusalFilter>()
        .RequireAuthorization(AccessPolicy.Status);

    private static void MayBeMissing(this RouteHandlerBuilder endpoint) => endpoint.Refuses(StatusCodes.Status404NotFound);
}
