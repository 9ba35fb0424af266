using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Charts;

/// <summary>Maps charts as SVG and PNG.</summary>
internal static class ChartEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapCharts(this IEndpointRouteBuilder endpoints)
    {
        // To come.
        _ = endpoints;
    }
}
