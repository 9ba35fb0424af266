using Crawler.Web.Access;
using Crawler.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Crawler.Web.Live;

/// <summary>Maps server-sent events: <c>progress</c>, <c>totals</c> and <c>turns</c>.</summary>
internal static class LiveEndpoints
{
    /// <summary>Adds what they need.</summary>
    public static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LiveEvents>();
        services.AddSingleton<LiveFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveFeed>());
    }

    /// <summary>Maps them.</summary>
    public static void MapLive(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet(ApiEndpoints.Root + "/live", Follow)
        .Describe("overview", "live", "As it happens", "Server-sent events: `progress` of each campaign that runs, `totals` of the store and of trackers, `turns` of trackers.")
        .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
        .Refuses(StatusCodes.Status503ServiceUnavailable)
        .RequireAuthorization(AccessPolicy.Read);

    private static IResult Follow(HttpContext context, LiveFeed feed, IHostApplicationLifetime life)
    {
        if (!feed.HasRoom) return Results.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, detail: $"{LiveFeed.MostFollowers} follow already; ask again later");
        // A stream has no end of its own: it ends with its reader or with us.
        var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        context.Response.RegisterForDispose(either);
        return TypedResults.ServerSentEvents(feed.FollowAsync(either.Token));
    }
}
