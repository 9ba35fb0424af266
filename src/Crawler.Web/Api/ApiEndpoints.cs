using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Crawler.Web.Api;

/// <summary>Maps the REST API.</summary>
internal static class ApiEndpoints
{
    /// <summary>Adds what the API needs.</summary>
    public static void AddApi(this IServiceCollection services)
    {
        // To come.
        _ = services;
    }

    /// <summary>Maps them.</summary>
    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        // To come.
        _ = endpoints;
    }
}
