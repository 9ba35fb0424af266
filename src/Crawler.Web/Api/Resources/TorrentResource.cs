using Crawler.Protocol;
using Crawler.Storage.Views;
using Crawler.Web.Api.Answers;
using Crawler.Web.Api.Queries;
using Crawler.Web.Api.Shapes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Api.Resources;

/// <summary>Torrents and one torrent.</summary>
internal static class TorrentResource
{
    private static readonly QueryParameter<string> Search = Parameters.Text(
        "search", "Only torrents whose name contains this, or whose infohash begins with it. Case does not matter.", "debian");

    private static readonly QueryParameter<int?> Tracker = Parameters.OptionalInteger("tracker", "Only torrents registered at the tracker of this number.", 1);

    private static readonly QueryParameter<bool> Called = Parameters.Flag("called", "Only torrents called at least once.", false);

    private static readonly QueryParameter<TorrentOrder> Sort = Parameters.OneOf(
        "sort",
        "What they are ordered by: estimated size, distinct peers seen, seeders or leechers claimed, last call, order of registration.",
        new Dictionary<string, TorrentOrder>
        {
            ["size"] = TorrentOrder.Size,
            ["seen"] = TorrentOrder.Seen,
            ["seeders"] = TorrentOrder.Seeders,
            ["leechers"] = TorrentOrder.Leechers,
            ["last_call"] = TorrentOrder.LastCall,
            ["added"] = TorrentOrder.Added,
        },
        "size");

    public static void Map(IEndpointRouteBuilder read)
    {
        read.MapGet("/torrents", ListAsync)
            .Describe("torrents", "torrents", "Torrents", "A page of torrents, with what is estimated, seen and claimed of each.")
            .Takes([Search, Tracker, Called, Sort, Parameters.Order, Parameters.Page, Parameters.PerPage])
            .Answers<PageShape<TorrentShape>>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);

        read.MapGet("/torrents/{infohash}", async (string infohash, ICrawlViews views, CancellationToken cancellation) =>
                EntityAnswer.Json(TorrentDetailShape.Of(await FindAsync(views, ResourceId.ReadInfoHash(infohash), cancellation))))
            .Describe("torrents", "torrent", "One torrent", "How it stands at each of its trackers, and the latest estimates with what they rest on.")
            .Answers<TorrentDetailShape>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>A torrent.</summary>
    /// <exception cref="ApiRefusal">There is none.</exception>
    public static async Task<TorrentView> FindAsync(ICrawlViews views, InfoHash infoHash, CancellationToken cancellation) =>
        await views.TorrentAsync(infoHash, cancellation)
        ?? throw ApiRefusal.NotFound($"there is no torrent {infoHash}; see {ApiEndpoints.Root}/torrents");

    private static async Task<IResult> ListAsync(HttpContext http, ICrawlViews views, TimeProvider time, CancellationToken cancellation)
    {
        var query = new ApiQuery(http, time);
        var (page, perPage) = (query.Get(Parameters.Page), query.Get(Parameters.PerPage));
        var found = await views.TorrentsAsync(
            new TorrentQuery
            {
                Search = query.Get(Search),
                Tracker = query.Get(Tracker),
                OnlyCalled = query.Get(Called),
                Order = query.Get(Sort),
                Descending = query.Get(Parameters.Order) ?? true,
                Skip = (page - 1) * perPage,
                Take = perPage,
            },
            cancellation);
        PageLinks.Set(http, page, perPage, found.Total);
        return EntityAnswer.Json(new PageShape<TorrentShape> { Total = found.Total, Page = page, PerPage = perPage, Items = [.. found.Items.Select(TorrentShape.Of)] });
    }
}
