using ScottPlot;

namespace Crawler.Plots;

/// <summary>How much of each day a tracker was up: weeks from left to right, Monday at the top.</summary>
public static class UptimeCalendar
{
    private static readonly string[] Weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>Draws it.</summary>
    /// <param name="title">Of which tracker.</param>
    /// <param name="days">Share up, 0–1, by day; days nobody looked at are left out.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day.</param>
    /// <param name="theme">The colours.</param>
    public static Drawing Draw(string title, IReadOnlyDictionary<DateOnly, double> days, DateOnly from, DateOnly to, PlotTheme theme)
    {
        var drawing = new Drawing(title, Describe(days), theme, height: 240);
        if (days.Count == 0) return drawing.Empty("nobody looked in this time");
        var monday = from.AddDays(-(((int)from.DayOfWeek + 6) % 7));
        var weeks = (to.DayNumber - monday.DayNumber) / 7 + 1;
        var cells = new double[7, weeks];
        for (var week = 0; week < weeks; week++)
        {
            for (var weekday = 0; weekday < 7; weekday++)
            {
                var day = monday.AddDays(7 * week + weekday);
                cells[weekday, week] = days.TryGetValue(day, out var share) ? share : double.NaN;
            }
        }

        var map = drawing.Plot.Add.Heatmap(cells);
        map.Colormap = new ScottPlot.Colormaps.CustomInterpolated([PlotTheme.Of(theme.Bad), PlotTheme.Of(theme.Second), PlotTheme.Of(theme.Main)]);
        map.ManualRange = new ScottPlot.Range(0, 1);
        map.NaNCellColor = PlotTheme.Of(theme.Missing).WithAlpha(0.5);
        var bar = drawing.Plot.Add.ColorBar(map);
        bar.Label = "share of quarters up";
        bar.LabelStyle.ForeColor = drawing.Ink;
        bar.LabelStyle.Bold = false;
        bar.LabelStyle.FontSize = 12;
        bar.Axis.TickLabelStyle.ForeColor = drawing.Ink;
        drawing.Arrange(width =>
        {
            var every = Math.Max(1, (int)Math.Ceiling(weeks / Math.Max(1, (width - 150) / 110.0)));
            var labelled = Enumerable.Range(0, weeks).Where(week => week % every == 0).ToArray();
            drawing.Plot.Axes.Bottom.SetTicks([.. labelled.Select(week => (double)week)], [.. labelled.Select(week => monday.AddDays(7 * week).ToString("yyyy-MM-dd"))]);
        });
        drawing.Plot.Axes.Bottom.Label.Text = "week that begins on; grey: nobody looked";
        drawing.Plot.Axes.Left.SetTicks([.. Enumerable.Range(0, 7).Select(weekday => (double)(6 - weekday))], Weekdays);
        drawing.Plot.Axes.SetLimits(-0.5, weeks - 0.5, -0.5, 6.5);
        drawing.Plot.HideGrid();
        return drawing;
    }

    private static string Describe(IReadOnlyDictionary<DateOnly, double> days) => days.Count == 0
        ? "Nobody looked in this time."
        : $"{days.Count} days; on average up {days.Values.Average():P1} of the time looked at; {days.Values.Count(share => share == 0)} days without any answer.";
}
