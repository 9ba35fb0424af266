using Crawler.Protocol.Attempts;
using Crawler.Storage.Views;
using Crawler.Web.Api.Answers;
using Crawler.Web.Api.Queries;
using Crawler.Web.Api.Shapes;
using Crawler.Web.Boards;
using Crawler.Web.Live;
using Crawler.Web.Redaction;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Api.Resources;

/// <summary>How far what is shown can be relied on.</summary>
internal static class QualityResource
{
    public static void Map(IEndpointRouteBuilder read) => read
        .MapGet("/quality", async (HttpContext http, IStoreBoard store, ICrawlViews views, ILiveCrawls crawls, TimeProvider time, CancellationToken cancellation) =>
        {
            var window = new ApiQuery(http, time).Timeframe().Window;
            var look = LookedAt.Of(store);
            var course = await views.CallCourseAsync(window, cancellation);
            return EntityAnswer.Json(new QualityShape
            {
                Staleness = Shape(look.Staleness!),
                AggregateLagBatches = look.AggregateLag!.Batches,
                RollLagBatches = look.RollLag!.Batches,
                Backlogs =
                [
                    .. crawls.Current.Select(one => new BacklogShape
                    {
                        CampaignId = one.CampaignId,
                        Unstored = one.Progress.Unstored,
                        SpoolBatches = one.Progress.SpoolBatches,
                        SpoolBytes = one.Progress.SpoolBytes,
                        Trouble = UrlsInText.Redact(one.Progress.Trouble),
                    }),
                ],
                Outages = SeriesShape<OutageShape>.Of(window, course.Select(point => new OutageShape
                {
                    At = point.At,
                    Calls = point.Outcomes.Where(one => one.Key != AttemptOutcome.Blocked).Sum(one => one.Value),
                    OurOutage = point.Outcomes.GetValueOrDefault(AttemptOutcome.Unknown),
                })),
            });
        })
        .Describe("quality", "quality", "How far it can be relied on", "How old what is known is, what has not arrived yet, and when our own network was down.")
        .Takes(TimeParameters.All)
        .Answers<QualityShape>()
        .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);

    private static StalenessShape Shape(Staleness staleness) => new()
    {
        Sessions = staleness.Sessions,
        NeverCalled = staleness.NeverCalled,
        Overdue = staleness.Overdue,
        Stale = staleness.Stale,
        StaleShare = staleness.StaleShare,
        Gone = staleness.Gone,
    };
}
