using Crawler.Protocol;
using Crawler.Storage.Views;
using Crawler.Web.Api.Answers;
using Crawler.Web.Api.Queries;
using Crawler.Web.Api.Shapes;
using Crawler.Web.Boards;
using Crawler.Web.Compositions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Api.Resources;

/// <summary>Of whom swarms consist: all of them, and one.</summary>
internal static class CompositionResource
{
    private static readonly QueryParameter<int> Most = Parameters.Integer("limit", "Names of each kind at most; the rest is counted as others.", 20, 1, Parts.Most);

    private static readonly QueryParameter[] Taken = [TimeParameters.Span, TimeParameters.From, TimeParameters.To, Most];

    public static void Map(IEndpointRouteBuilder read)
    {
        read.MapGet("/composition", (HttpContext http, ICompositionBoard board, TimeProvider time, CancellationToken cancellation) =>
                AnswerAsync(http, board, time, null, cancellation))
            .Describe("overview", "composition", "Of whom swarms consist", "Countries, autonomous systems and address families of the addresses seen in a time, software of the peers, and how many of them it is known of. Counted when asked for and kept for a while: where it takes long it is 503 at first.")
            .Takes(Taken)
            .Answers<CompositionShape>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);

        read.MapGet("/torrents/{infohash}/composition", async (string infohash, HttpContext http, ICrawlViews views, ICompositionBoard board, TimeProvider time, CancellationToken cancellation) =>
            {
                var torrent = await TorrentResource.FindAsync(views, ResourceId.ReadInfoHash(infohash), cancellation);
                return await AnswerAsync(http, board, time, torrent.Listing.InfoHash, cancellation);
            })
            .Describe("torrents", "torrent_composition", "Of whom a swarm consists", "As of all swarms.")
            .Takes(Taken)
            .Answers<CompositionShape>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, ICompositionBoard board, TimeProvider time, InfoHash? torrent, CancellationToken cancellation)
    {
        var query = new ApiQuery(http, time);
        var (frame, most) = (query.Timeframe(), query.Get(Most));
        var look = await board.FindAsync(torrent, frame, cancellation);
        return look switch
        {
            { Found: { } found } => EntityAnswer.Json(CompositionShape.Of(found, frame, most)),
            { Wait: CompositionWait.TooLong } => throw ApiRefusal.Unavailable("counting took too long and was given up: ask for a shorter time, or run crawler stats composition"),
            _ => throw ApiRefusal.Unavailable("it is being counted: try again in a moment"),
        };
    }
}
