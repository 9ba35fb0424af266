using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Pages;

/// <summary>Maps the pages.</summary>
internal static class PageEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        // To come.
        _ = endpoints;
    }
}
