using Crawler.Web.Access;
using Crawler.Web.Api;
using Crawler.Web.Charts;
using Crawler.Web.Listings;
using Crawler.Web.Live;
using Crawler.Web.Pages;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web;

/// <summary>The face: what Host needs to serve it.</summary>
public static class CrawlerWeb
{
    /// <summary>Maps all of it.</summary>
    public static void MapCrawlerWeb(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAccess();
        endpoints.MapPages();
        endpoints.MapApi();
        endpoints.MapLive();
        endpoints.MapListings();
        endpoints.MapCharts();
    }
}
