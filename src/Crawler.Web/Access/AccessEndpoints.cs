using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Access;

/// <summary>Maps the way in and out.</summary>
internal static class AccessEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapAccess(this IEndpointRouteBuilder endpoints)
    {
        // To come.
        _ = endpoints;
    }
}
