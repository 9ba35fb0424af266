using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Listings;

/// <summary>Maps lists of trackers as text, badges and the feed.</summary>
internal static class ListingEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapListings(this IEndpointRouteBuilder endpoints)
    {
        // To come.
        _ = endpoints;
    }
}
