using Crawler.Web.Api.Answers;
using Crawler.Web.Api.Shapes;
using Crawler.Web.Boards;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Api.Resources;

/// <summary>Who is left alone.</summary>
internal static class LeftAloneResource
{
    public static void Map(IEndpointRouteBuilder read) => read
        .MapGet("/left-alone", (IStoreBoard store) => LookedAt.Of(store).LeftAlone is { } look
            ? EntityAnswer.Json(LeftAloneShape.Of(look))
            : throw ApiRefusal.Unavailable("the log has not been looked through for this yet: try again in a moment"))
        .Describe(
            "quality", "leftAlone", "Who is left alone",
            "Who asked not to be called, since when and why, and how often they were called since, by the record: hosts in DNS (BEP 34), trackers by 410 or never, campaigns' opt-out lists. Swarms that opted out are counted and not named. Looked through every quarter of an hour.")
        .Answers<LeftAloneShape>()
        .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);
}
