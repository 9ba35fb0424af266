using Crawler.Protocol;
using Crawler.Storage.Views;
using Crawler.Web.Api.Answers;
using Crawler.Web.Api.Queries;
using Crawler.Web.Api.Shapes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Api.Resources;

/// <summary>A torrent over time, and over its trackers.</summary>
internal static class TorrentSeriesResource
{
    public static void Map(IEndpointRouteBuilder read)
    {
        MapSeries(
            read, "sizes", "A torrent's size over time", "Estimates with their intervals, of the union of all trackers and of each: the last of each step.",
            async (views, hash, window, cancellation) => (await views.SizesAsync(hash, window, cancellation)).Select(SizeShape.Of));
        MapSeries(
            read, "claims", "What trackers claim of a torrent", "Seeders and leechers, each tracker and family apart: the last of each step.",
            async (views, hash, window, cancellation) => (await views.ClaimsAsync(hash, window, cancellation)).Select(ClaimShape.Of));
        MapSeries(
            read, "new-peers", "New peers of a torrent, day by day", "Peers nobody had named before in this torrent. A point is a whole day, whatever the step.",
            async (views, hash, window, cancellation) =>
                (await views.NewPeersAsync(hash, window, cancellation)).Select(one => new NewPeersShape { Day = one.Day, Peers = one.Peers }));

        read.MapGet("/torrents/{infohash}/overlap", async (string infohash, ICrawlViews views, CancellationToken cancellation) =>
            {
                var torrent = await TorrentResource.FindAsync(views, ResourceId.ReadInfoHash(infohash), cancellation);
                return EntityAnswer.Json(OverlapShape.Of(await views.OverlapAsync(torrent.Listing.InfoHash, cancellation)));
            })
            .Describe("torrents", "torrent_overlap", "What each tracker contributed", "Distinct peers each tracker named of a torrent, and those that two of them both named, over all time.")
            .Answers<OverlapShape>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
    }

    private static void MapSeries<T>(
        IEndpointRouteBuilder read,
        string name,
        string summary,
        string description,
        Func<ICrawlViews, InfoHash, TimeWindow, CancellationToken, Task<IEnumerable<T>>> readPoints) => read
        .MapGet($"/torrents/{{infohash}}/{name}", async (string infohash, HttpContext http, ICrawlViews views, TimeProvider time, CancellationToken cancellation) =>
        {
            var hash = ResourceId.ReadInfoHash(infohash);
            var window = new ApiQuery(http, time).Timeframe().Window;
            await TorrentResource.FindAsync(views, hash, cancellation);
            return EntityAnswer.Json(SeriesShape<T>.Of(window, await readPoints(views, hash, window, cancellation)));
        })
        .Describe("torrents", $"torrent_{name.Replace('-', '_')}", summary, description)
        .Takes(TimeParameters.All)
        .Answers<SeriesShape<T>>()
        .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
}
