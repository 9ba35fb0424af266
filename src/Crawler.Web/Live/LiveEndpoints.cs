using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Live;

/// <summary>Maps server-sent events.</summary>
internal static class LiveEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapLive(this IEndpointRouteBuilder endpoints)
    {
        // To come.
        _ = endpoints;
    }
}
