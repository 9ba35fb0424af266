using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Api;

/// <summary>Maps the REST API.</summary>
internal static class ApiEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        // To come.
        _ = endpoints;
    }
}
