using Crawler.Web.Api.Answers;
using Crawler.Web.Api.Shapes;
using Crawler.Web.Boards;
using Crawler.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Api.Resources;

/// <summary>How everything stands, at a glance.</summary>
internal static class OverviewResource
{
    public static void Map(IEndpointRouteBuilder read) => read
        .MapGet("/overview", (IStoreBoard store, ITrackerBoard board, ILiveCrawls crawls) => EntityAnswer.Json(new OverviewShape
        {
            Trackers = TrackerCountShape.Of(board.Current),
            Totals = TotalsShape.Of(LookedAt.Of(store).Totals!),
            Crawls = [.. crawls.Current.Select(one => new RunningCrawlShape { CampaignId = one.CampaignId, Progress = ProgressJson.Of(one.Progress) })],
        }))
        .Describe("overview", "overview", "How everything stands", "Trackers up, down and unknown, totals of the store, and the crawls that run in this process.")
        .Answers<OverviewShape>()
        .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);
}
