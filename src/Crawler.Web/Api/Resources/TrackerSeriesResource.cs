using Crawler.Storage.Reports.Stats;
using Crawler.Storage.Views;
using Crawler.Web.Api.Answers;
using Crawler.Web.Api.Queries;
using Crawler.Web.Api.Shapes;
using Crawler.Web.Boards;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Crawler.Web.Api.Resources;

/// <summary>Trackers over time, and what they answered last.</summary>
internal static class TrackerSeriesResource
{
    /// <summary>Longest time that quarters of an hour are told of.</summary>
    private static readonly TimeSpan LongestBeats = TimeSpan.FromDays(31);

    private static readonly QueryParameter<int> Calls = Parameters.Integer("limit", "Calls at most.", 20, 1, 100);

    private static readonly QueryParameter<int> Turns = Parameters.Integer("limit", "Turns at most.", 100, 1, 500);

    private static readonly QueryParameter[] Stretch = [TimeParameters.Span, TimeParameters.From, TimeParameters.To];

    public static void Map(IEndpointRouteBuilder read)
    {
        read.MapGet("/trackers/{id}/course", async (string id, HttpContext http, ICrawlViews views, ITrackerBoard board, TimeProvider time, CancellationToken cancellation) =>
            {
                var tracker = TrackerResource.Find(board, id).Standing.Id;
                var window = new ApiQuery(http, time).Timeframe().Window;
                return EntityAnswer.Json(SeriesShape<TrackerPointShape>.Of(window, (await views.TrackerCourseAsync(tracker, window, cancellation)).Select(TrackerPointShape.Of)));
            })
            .Describe("trackers", "tracker_course", "A tracker over time", "Uptime, calls by what came of them, and round trips, step by step.")
            .Takes(TimeParameters.All)
            .Answers<SeriesShape<TrackerPointShape>>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);

        read.MapGet("/trackers/{id}/beats", async (string id, HttpContext http, ICrawlViews views, ITrackerBoard board, TimeProvider time, CancellationToken cancellation) =>
            {
                var tracker = TrackerResource.Find(board, id).Standing.Id;
                var window = new ApiQuery(http, time).Timeframe().Window with { Step = TimeSpan.FromMinutes(15) };
                if (window.To - window.From > LongestBeats) throw ApiRefusal.BadRequest($"quarters of an hour are told of at most {LongestBeats.TotalDays} days: take a shorter time");
                var beats = (await views.BeatsAsync([tracker], window, cancellation)).GetValueOrDefault(tracker, []);
                return EntityAnswer.Json(SeriesShape<BeatShape>.Of(window, beats.Select(beat => new BeatShape { At = beat.At, IsUp = beat.IsUp })));
            })
            .Describe("trackers", "tracker_beats", "A tracker by quarters of an hour", "Whether any call was answered, over at most 31 days; quarters without a call are left out, as nobody knows.")
            .Takes(Stretch)
            .Answers<SeriesShape<BeatShape>>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);

        read.MapGet("/trackers/{id}/vantages", async (string id, HttpContext http, ICrawlStatistics statistics, ITrackerBoard board, TimeProvider time, CancellationToken cancellation) =>
            {
                var tracker = TrackerResource.Find(board, id).Standing.Id;
                var window = new ApiQuery(http, time).Timeframe().Window;
                if (window.To - window.From > LongestBeats) throw ApiRefusal.BadRequest($"vantages are compared over at most {LongestBeats.TotalDays} days: take a shorter time");
                return EntityAnswer.Json(TrackerVantagesShape.Of(await statistics.VantagesAsync(StatsScope.All with { Since = window.From, Until = window.To }, tracker, cancellation)));
            })
            .Describe("trackers", "tracker_vantages", "A tracker from several vantages", "From how many it is down, and how available it was from each; over at most 31 days. Vantages that cannot tell have no vote.")
            .Takes(Stretch)
            .Answers<TrackerVantagesShape>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);

        read.MapGet("/trackers/{id}/calls", async (string id, HttpContext http, ICrawlViews views, ITrackerBoard board, TimeProvider time, CancellationToken cancellation) =>
            {
                var tracker = TrackerResource.Find(board, id).Standing.Id;
                var calls = await views.LastCallsAsync(tracker, new ApiQuery(http, time).Get(Calls), cancellation);
                return EntityAnswer.Json<IReadOnlyList<LastCallShape>>([.. calls.Select(LastCallShape.Of)]);
            })
            .Describe("trackers", "tracker_calls", "What a tracker answered last", "One call a torrent and family, latest first.")
            .Takes([Calls])
            .Answers<IReadOnlyList<LastCallShape>>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);

        read.MapGet("/turns", (HttpContext http, ITrackerBoard board, TimeProvider time) =>
            {
                var query = new ApiQuery(http, time);
                var (window, most) = (query.Timeframe().Window, query.Get(Turns));
                // Of the board: to walk over weeks of all trackers takes seconds.
                var turns = board.Current.Turns.Where(turn => turn.At >= window.From && turn.At < window.To).Take(most);
                return EntityAnswer.Json(SeriesShape<TurnShape>.Of(window, turns.Reverse().Select(TurnShape.Of)));
            })
            .Describe("trackers", "turns", "Trackers that turned up or down", "The latest of a stretch of time, ascending; known of the last 24 hours. One tracker's are in its beats.")
            .Takes([.. Stretch, Turns])
            .Answers<SeriesShape<TurnShape>>()
            .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);
    }
}
