using Crawler.Storage;
using Crawler.Web.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Pages.Campaigns;

/// <summary>What the buttons of a campaign's page do.</summary>
internal static class CampaignEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapCampaignForms(this IEndpointRouteBuilder endpoints)
    {
        Map(endpoints, "pause", time => time.GetUtcNow());
        Map(endpoints, "resume", _ => null);
    }

    private static void Map(IEndpointRouteBuilder endpoints, string verb, Func<TimeProvider, DateTimeOffset?> pausedAt) =>
        endpoints.MapPost($"/campaigns/{{id:int}}/{verb}", (int id, HttpContext context, IAntiforgery forms, ICrawlStore store, TimeProvider time) => PauseAsync(id, pausedAt(time), context, forms, store))
            .RequireAuthorization(AccessPolicy.Operate).ExcludeFromDescription();

    private static async Task<IResult> PauseAsync(int id, DateTimeOffset? pausedAt, HttpContext context, IAntiforgery forms, ICrawlStore store)
    {
        if (!await forms.IsRequestValidAsync(context)) return Results.StatusCode(StatusCodes.Status400BadRequest);
        try
        {
            if (await store.Campaigns.FindAsync(id, context.RequestAborted) is not { } state) return Results.StatusCode(StatusCodes.Status404NotFound);
            // The wish goes to the newest of a name; an older one's page has no such button.
            if ((await store.Campaigns.ListAsync(state.Campaign.Name, context.RequestAborted))[0].Id != id) return Results.StatusCode(StatusCodes.Status409Conflict);
            await store.Campaigns.PauseAsync(state.Campaign.Name, pausedAt, context.RequestAborted);
        }
        catch (StoreException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        return Results.LocalRedirect($"/campaigns/{id}");
    }
}
