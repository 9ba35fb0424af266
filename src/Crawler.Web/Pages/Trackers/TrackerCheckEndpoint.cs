using Crawler.Storage;
using Crawler.Web.Access;
using Crawler.Web.Boards;
using Crawler.Web.Operating;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Pages.Trackers;

/// <summary>What the button "Check now" asks for.</summary>
internal static class TrackerCheckEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapTrackerCheck(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/trackers/{id:int}/check", CheckAsync)
        .RequireAuthorization(AccessPolicy.Operate)
        .ExcludeFromDescription();

    private static async Task<IResult> CheckAsync(HttpContext context, IAntiforgery forms, int id, ITrackerBoard board, ITrackerCheck check)
    {
        if (!await forms.IsRequestValidAsync(context)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        if (board.Current.Find(id) is null) return Results.LocalRedirect("/trackers");
        string says;
        try
        {
            says = (await check.CheckAsync(id, context.RequestAborted)).Says;
        }
        catch (StoreException away)
        {
            says = away.Message;
        }

        // The page is then one that can be reloaded without asking again.
        return Results.LocalRedirect($"/trackers/{id}?checked={Uri.EscapeDataString(says)}");
    }
}
