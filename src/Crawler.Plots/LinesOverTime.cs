using ScottPlot;

namespace Crawler.Plots;

/// <summary>One line of a drawing.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Points">When and how much, ascending.</param>
public sealed record TimeLine(string Name, IReadOnlyList<(DateTimeOffset At, double Value)> Points);

/// <summary>Some lines over time: seeders and leechers, latency quantiles.</summary>
public static class LinesOverTime
{
    private const int MostLines = 8;

    /// <summary>Draws them; at most eight, those with the most points.</summary>
    /// <param name="title">What of.</param>
    /// <param name="unit">What is measured.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="from">Where the time axis begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="step">Time between points; a silence of more than three is a gap.</param>
    /// <param name="theme">The colours.</param>
    public static Drawing Draw(
        string title, string unit, IReadOnlyList<TimeLine> lines, DateTimeOffset from, DateTimeOffset to, TimeSpan step, PlotTheme theme)
    {
        var shown = lines.Where(line => line.Points.Count > 0).OrderByDescending(line => line.Points.Count).Take(MostLines).ToList();
        var drawing = new Drawing(title, Describe(shown, unit), theme);
        if (shown.Count == 0) return drawing.Empty("nothing measured in this time");
        drawing.Axes(unit, from, to, shown.Max(line => line.Points.Max(point => point.Value)));
        string[] colours = [theme.Main, theme.Second, theme.Third, theme.Fourth, theme.Bad, theme.Faint];
        LinePattern[] patterns = [LinePattern.Solid, LinePattern.Dashed];
        for (var i = 0; i < shown.Count; i++) Add(drawing, shown[i], step, colours[i % colours.Length], patterns[i / colours.Length]);
        drawing.Legend(shown.Count);
        return drawing;
    }

    private static void Add(Drawing drawing, TimeLine line, TimeSpan step, string colour, LinePattern pattern)
    {
        var isFirst = true;
        foreach (var stretch in Stretches.Of(line.Points, point => point.At, step))
        {
            var drawn = drawing.Plot.Add.ScatterLine(stretch.Select(point => Drawing.Day(point.At)).ToArray(), stretch.Select(point => point.Value).ToArray());
            (drawn.Color, drawn.LineWidth, drawn.LinePattern) = (PlotTheme.Of(colour), 2, pattern);
            if (stretch.Count == 1) (drawn.MarkerSize, drawn.MarkerShape) = (5, MarkerShape.FilledCircle);
            if (isFirst) drawn.LegendText = PlotText.Clean(line.Name, 40);
            isFirst = false;
        }
    }

    private static string Describe(List<TimeLine> lines, string unit) => lines.Count == 0
        ? "Nothing was measured in this time."
        : string.Join("; ", lines.Select(line => $"{line.Name}: {line.Points.Count} points, last {line.Points[^1].Value:0.#} {unit}"));
}
