using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crawler.Web.Pages;

/// <summary>Maps the pages.</summary>
internal static class PageEndpoints
{
    /// <summary>Adds what pages need.</summary>
    public static void AddPages(this IServiceCollection services)
    {
        // To come.
        _ = services;
    }

    /// <summary>Maps them.</summary>
    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        // To come.
        _ = endpoints;
    }
}
