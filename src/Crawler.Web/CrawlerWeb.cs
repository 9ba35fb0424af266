using Crawler.Storage;
using Crawler.Web.Access;
using Crawler.Web.Api;
using Crawler.Web.Boards;
using Crawler.Web.Charts;
using Crawler.Web.Listings;
using Crawler.Web.Live;
using Crawler.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Crawler.Web;

/// <summary>
/// The face: what Host needs to serve it. Host also adds an <see cref="ICrawlStore"/>, a <see cref="TimeProvider"/>, an
/// <see cref="ILiveCrawls"/> and an <see cref="Operating.ITrackerCheck"/>.
/// </summary>
public static class CrawlerWeb
{
    /// <summary>Adds all of it but what is named above.</summary>
    public static void AddCrawlerWeb(this IServiceCollection services, WebOptions options)
    {
        services.AddSingleton(Options.Create(options));
        services.AddAccess(options);
        services.AddSingleton(provider => provider.GetRequiredService<ICrawlStore>().Views);
        services.AddSingleton(provider => provider.GetRequiredService<ICrawlStore>().Statistics);
        services.AddSingleton<BoardKeeper>();
        services.AddSingleton<ITrackerBoard>(provider => provider.GetRequiredService<BoardKeeper>());
        services.AddSingleton<IStoreBoard>(provider => provider.GetRequiredService<BoardKeeper>());
        services.AddHostedService(provider => provider.GetRequiredService<BoardKeeper>());
        services.AddSingleton<ICompositionBoard>(provider =>
            new CompositionKeeper(provider.GetRequiredService<ICrawlStore>().Statistics.CompositionAsync, provider.GetRequiredService<TimeProvider>()));
        services.AddPages();
        services.AddApi();
        services.AddLive();
        services.TryAddSingleton<IClusterView, NoCluster>();
    }

    /// <summary>Everything a request goes through, in this order, and all that answers one.</summary>
    public static void UseCrawlerWeb(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<HostFilter>();
        app.UseMiddleware<SameOrigin>();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true);
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapCrawlerWeb();
    }

    /// <summary>Maps all of it.</summary>
    public static void MapCrawlerWeb(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAccess();
        endpoints.MapHealth();
        endpoints.MapPages();
        endpoints.MapApi();
        endpoints.MapLive();
        endpoints.MapListings();
        endpoints.MapCharts();
    }
}
