using Crawler.Web.Api.Answers;
using Crawler.Web.Api.Queries;
using Crawler.Web.Api.Shapes;
using Crawler.Web.Boards;
using Crawler.Web.Operating;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Api.Resources;

/// <summary>Trackers, one tracker, and checking it.</summary>
internal static class TrackerResource
{
    public static void Map(IEndpointRouteBuilder read, IEndpointRouteBuilder operate)
    {
        read.MapGet("/trackers", (HttpContext http, ITrackerBoard board, TimeProvider time) =>
            {
                var query = new ApiQuery(http, time);
                var (page, perPage) = (query.Get(Parameters.Page), query.Get(Parameters.PerPage));
                var trackers = TrackerQuery.Read(board.Current, query, time.GetUtcNow());
                PageLinks.Set(http, page, perPage, trackers.Count);
                return EntityAnswer.Json(new PageShape<TrackerShape>
                {
                    Total = trackers.Count,
                    Page = page,
                    PerPage = perPage,
                    Items = [.. trackers.Skip((page - 1) * perPage).Take(perPage).Select(TrackerShape.Of)],
                });
            })
            .Describe("trackers", "trackers", "Trackers", "A page of trackers as they stood a moment ago; empty before they were looked at, which the overview tells.")
            .Takes(TrackerQuery.All)
            .Answers<PageShape<TrackerShape>>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);

        read.MapGet("/trackers/{id}", (string id, ITrackerBoard board) => EntityAnswer.Json(TrackerShape.Of(Find(board, id))))
            .Describe("trackers", "tracker", "One tracker", "As it stood a moment ago.")
            .Answers<TrackerShape>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);

        operate.MapPost("/trackers/{id}/check", async (string id, ITrackerBoard board, ITrackerCheck check, CancellationToken cancellation) =>
                TypedResults.Ok(CheckShape.Of(await check.CheckAsync(Find(board, id).Standing.Id, cancellation))))
            .Describe("trackers", "tracker_check", "Check a tracker now", "Asks it for the counts of one of its torrents, unless it may not be called now: then `outcome` is null and `says` tells when it may be.")
            .Produces<CheckShape>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>A tracker.</summary>
    /// <exception cref="ApiRefusal">There is none, or nobody looked yet.</exception>
    public static BoardTracker Find(ITrackerBoard board, string id)
    {
        var number = ResourceId.Read(id);
        var current = board.Current;
        if (current.Find(number) is { } tracker) return tracker;
        throw current.At is null
            ? ApiRefusal.Unavailable("trackers have not been looked at yet: try again in a moment")
            : ApiRefusal.NotFound($"there is no tracker {number}; see {ApiEndpoints.Root}/trackers");
    }
}
