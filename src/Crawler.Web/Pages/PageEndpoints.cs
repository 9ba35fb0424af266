using Crawler.Web.Components;
using Crawler.Web.Layout;
using Crawler.Web.Pages.Campaigns;
using Crawler.Web.Pages.Open;
using Crawler.Web.Pages.Trackers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace Crawler.Web.Pages;

/// <summary>Maps the pages.</summary>
internal static class PageEndpoints
{
    /// <summary>Adds what pages need.</summary>
    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddRadzenComponents();
        services.AddHttpContextAccessor();
        services.AddScoped<PageUrl>();
        services.AddScoped<ThemeChoice>();
        services.AddSingleton<StatusBeats>();
    }

    /// <summary>Maps them. Each page names its own policy; one that names none is for operators.</summary>
    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRazorComponents<App>();
        endpoints.MapTrackerCheck();
        endpoints.MapCampaignForms();
        endpoints.MapErrors();
    }
}
