using Crawler.Web.Boards;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Access;

/// <summary>Maps health: whether the process lives, and whether it can answer. A word each, for anybody.</summary>
internal static class HealthEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz/live", () => Results.Text("alive\n")).RequireAuthorization(AccessPolicy.Open).DisableRateLimiting().ExcludeFromDescription();
        endpoints.MapGet("/healthz/ready", Ready).RequireAuthorization(AccessPolicy.Open).DisableRateLimiting().ExcludeFromDescription();
    }

    private static IResult Ready(IStoreBoard board) => board.Current switch
    {
        { Trouble: not null } => Results.Text("store away\n", statusCode: StatusCodes.Status503ServiceUnavailable),
        { At: null } => Results.Text("starting\n", statusCode: StatusCodes.Status503ServiceUnavailable),
        _ => Results.Text("ready\n"),
    };
}
