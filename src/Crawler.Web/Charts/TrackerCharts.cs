using Crawler.Plots;
using Crawler.Storage.Views;
using Crawler.Web.Boards;
using Crawler.Web.Timeframes;

namespace Crawler.Web.Charts;

/// <summary>Charts of one tracker.</summary>
internal static class TrackerCharts
{
    /// <summary>Round trips: median and 95th of a hundred.</summary>
    public static async Task<Drawing> LatencyAsync(ICrawlViews views, BoardTracker tracker, Timeframe frame, PlotTheme theme, CancellationToken cancellation)
    {
        var course = await views.TrackerCourseAsync(tracker.Standing.Id, frame.Window, cancellation);
        return LinesOverTime.Draw(
            $"Round trips of {tracker.Standing.Url}",
            "ms",
            [Line("median", point => point.P50), Line("95th of 100", point => point.P95)],
            frame.Window.From,
            frame.Window.To,
            frame.Window.Step,
            theme);

        TimeLine Line(string name, Func<TrackerPoint, TimeSpan?> value) =>
            new(name, [.. course.Where(point => value(point) is not null).Select(point => (point.At, value(point)!.Value.TotalMilliseconds))]);
    }

    /// <summary>Calls by what came of them.</summary>
    public static async Task<Drawing> OutcomesAsync(ICrawlViews views, BoardTracker tracker, Timeframe frame, PlotTheme theme, CancellationToken cancellation) =>
        StackedBars.Draw(
            $"Calls to {tracker.Standing.Url} by what came of them",
            "calls",
            OutcomeLayers.Of(await views.TrackerCourseAsync(tracker.Standing.Id, frame.Window, cancellation)),
            frame.Window.From,
            frame.Window.To,
            frame.Window.Step,
            theme);

    /// <summary>How much of each day it was up.</summary>
    public static async Task<Drawing> UptimeAsync(ICrawlViews views, BoardTracker tracker, Timeframe frame, PlotTheme theme, CancellationToken cancellation)
    {
        // A calendar of a day or two would be no calendar.
        var twelveWeeks = frame.Window.To.AddDays(-83);
        var window = frame.Window with { From = frame.Window.From < twelveWeeks ? frame.Window.From : twelveWeeks, Step = TimeSpan.FromDays(1) };
        var course = await views.TrackerCourseAsync(tracker.Standing.Id, window, cancellation);
        return UptimeCalendar.Draw(
            $"Days of {tracker.Standing.Url}",
            course.Where(point => point.Known > 0).ToDictionary(point => DateOnly.FromDateTime(point.At.UtcDateTime), point => (double)point.Up / point.Known),
            DateOnly.FromDateTime(window.From.UtcDateTime),
            DateOnly.FromDateTime(window.To.UtcDateTime),
            theme);
    }
}
