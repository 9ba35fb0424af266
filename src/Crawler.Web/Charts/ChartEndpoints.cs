using Crawler.Plots;
using Crawler.Protocol;
using Crawler.Storage.Views;
using Crawler.Web.Access;
using Crawler.Web.Boards;
using Crawler.Web.Timeframes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Charts;

/// <summary>Maps charts as SVG and PNG: the same drawings that the command line writes to files.</summary>
internal static class ChartEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapCharts(this IEndpointRouteBuilder endpoints)
    {
        var charts = endpoints.MapGroup("/charts").RequireAuthorization(AccessPolicy.Read).ExcludeFromDescription();
        charts.MapGet("/calls.{format}", (string format, HttpContext http, ICrawlViews views, TimeProvider time) =>
            ChartAnswer.OfAsync(http, format, time, (frame, theme) => StoreCharts.CallsAsync(views, frame, theme, http.RequestAborted)));
        charts.MapGet("/outcomes.{format}", (string format, HttpContext http, ICrawlViews views, TimeProvider time) =>
            ChartAnswer.OfAsync(http, format, time, (frame, theme) => StoreCharts.OutcomesAsync(views, frame, theme, http.RequestAborted)));
        charts.MapGet("/distribution.{format}", (string format, HttpContext http, ICrawlViews views, TimeProvider time) =>
            ChartAnswer.OfAsync(http, format, time, (_, theme) => StoreCharts.DistributionAsync(views, theme, http.RequestAborted)));
        MapTorrents(charts);
        MapTrackers(charts);
    }

    private static void MapTorrents(RouteGroupBuilder charts)
    {
        Map("size", TorrentCharts.SizeAsync);
        Map("claims", TorrentCharts.ClaimsAsync);
        Map("new-peers", TorrentCharts.NewPeersAsync);
        Map("overlap", TorrentCharts.OverlapAsync);

        void Map(string kind, Func<ICrawlViews, InfoHash, Timeframe, PlotTheme, CancellationToken, Task<Drawing>> draw) =>
            charts.MapGet($"/torrents/{{infohash}}/{kind}.{{format}}", (string infohash, string format, HttpContext http, ICrawlViews views, TimeProvider time) =>
                InfoHash.TryParse(infohash, out var hash)
                    ? ChartAnswer.OfAsync(http, format, time, (frame, theme) => draw(views, hash, frame, theme, http.RequestAborted))
                    : Task.FromResult(ChartAnswer.Problem(StatusCodes.Status400BadRequest, "an infohash has 40 hexadecimal digits")));
    }

    private static void MapTrackers(RouteGroupBuilder charts)
    {
        Map("latency", TrackerCharts.LatencyAsync);
        Map("outcomes", TrackerCharts.OutcomesAsync);
        Map("uptime", TrackerCharts.UptimeAsync);

        void Map(string kind, Func<ICrawlViews, BoardTracker, Timeframe, PlotTheme, CancellationToken, Task<Drawing>> draw) =>
            charts.MapGet($"/trackers/{{id:int}}/{kind}.{{format}}", (int id, string format, HttpContext http, ICrawlViews views, ITrackerBoard board, TimeProvider time) =>
                board.Current.Find(id) is { } tracker
                    ? ChartAnswer.OfAsync(http, format, time, (frame, theme) => draw(views, tracker, frame, theme, http.RequestAborted))
                    : Task.FromResult(ChartAnswer.Problem(StatusCodes.Status404NotFound, $"there is no tracker {id}")));
    }
}
