using Crawler.Plots;
using Crawler.Storage.Views;
using Crawler.Web.Timeframes;

namespace Crawler.Web.Charts;

/// <summary>Charts of everything stored.</summary>
internal static class StoreCharts
{
    /// <summary>Calls a second.</summary>
    public static async Task<Drawing> CallsAsync(ICrawlViews views, Timeframe frame, PlotTheme theme, CancellationToken cancellation)
    {
        var course = await views.CallCourseAsync(frame.Window, cancellation);
        var seconds = frame.Window.Step.TotalSeconds;
        return LinesOverTime.Draw(
            "Calls a second",
            "calls/s",
            [
                new TimeLine("all calls", [.. course.Select(point => (point.At, point.Outcomes.Values.Sum() / seconds))]),
                new TimeLine("answered", [.. course.Select(point => (point.At, point.Outcomes.GetValueOrDefault(Protocol.Attempts.AttemptOutcome.Ok) / seconds))]),
            ],
            frame.Window.From,
            frame.Window.To,
            frame.Window.Step,
            theme);
    }

    /// <summary>Calls by what came of them.</summary>
    public static async Task<Drawing> OutcomesAsync(ICrawlViews views, Timeframe frame, PlotTheme theme, CancellationToken cancellation) => StackedBars.Draw(
        "Calls by what came of them",
        "calls",
        OutcomeLayers.Of(await views.CallCourseAsync(frame.Window, cancellation)),
        frame.Window.From,
        frame.Window.To,
        frame.Window.Step,
        theme);

    /// <summary>The distribution of sizes.</summary>
    public static async Task<Drawing> DistributionAsync(ICrawlViews views, PlotTheme theme, CancellationToken cancellation) =>
        SizeDistribution.Draw("Sizes of swarms, latest estimates", await views.SizeDistributionAsync(cancellation), theme);
}
