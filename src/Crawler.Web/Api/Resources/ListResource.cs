using Crawler.Web.Api.Answers;
using Crawler.Web.Api.Queries;
using Crawler.Web.Api.Shapes;
using Crawler.Web.Boards;
using Crawler.Web.Listings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Crawler.Web.Api.Resources;

/// <summary>The lists of trackers with what is known of each.</summary>
internal static class ListResource
{
    public static void Map(IEndpointRouteBuilder status) => status
        .MapGet("/lists/{name}", (string name, HttpContext http, ITrackerBoard board, IOptions<WebOptions> options, TimeProvider time) =>
        {
            var filter = NamedLists.Find(name)
                ?? throw ApiRefusal.NotFound($"there is no such list; there are {string.Join(", ", NamedLists.All.Keys)}, and a percentage from 0 to 100");
            var trackers = ListQuery.Read(board.Current, filter, new ApiQuery(http, time), options.Value.ListPrivate);
            return EntityAnswer.Json<IReadOnlyList<TrackerShape>>([.. trackers.Select(TrackerShape.Of)]);
        })
        .Describe("lists", "list", "A list of trackers", $"The trackers of a list with what is known of each, best first: {string.Join("; ", NamedLists.All.Select(list => $"`{list.Key}`, {list.Value.Has}"))}; a percentage from 0 to 100 for the least uptime over 30 days. {ListingEndpoints.Left}")
        .Takes(ListQuery.All)
        .Answers<IReadOnlyList<TrackerShape>>()
        .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
}
