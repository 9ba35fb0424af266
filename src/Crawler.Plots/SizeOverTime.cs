namespace Crawler.Plots;

/// <summary>A swarm's size at a time.</summary>
/// <param name="At">When.</param>
/// <param name="Size">Estimated peers; null where it has no finite value.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end; null for none.</param>
/// <param name="Observed">Distinct peers it rests on.</param>
/// <param name="Claimed">Seeders and leechers as claimed; null if none did.</param>
/// <param name="IsDoubted">Whether anything speaks against it.</param>
public readonly record struct SizeAtTime(DateTimeOffset At, double? Size, double Low, double? High, double Observed, double? Claimed, bool IsDoubted);

/// <summary>How large a swarm was over time: estimated with its interval as a band, observed, claimed.</summary>
public static class SizeOverTime
{
    /// <summary>Draws it.</summary>
    /// <param name="title">Whose.</param>
    /// <param name="points">Ascending.</param>
    /// <param name="from">Where the time axis begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="step">Time between points; a silence of more than three is a gap.</param>
    /// <param name="theme">The colours.</param>
    public static Drawing Draw(string title, IReadOnlyList<SizeAtTime> points, DateTimeOffset from, DateTimeOffset to, TimeSpan step, PlotTheme theme)
    {
        var known = points.Where(point => point.Size is not null).ToList();
        var drawing = new Drawing(title, Describe(points), theme);
        if (points.Count == 0) return drawing.Empty("nothing measured in this time");
        var top = points.Max(point => Math.Max(point.High ?? point.Size ?? point.Observed, Math.Max(point.Observed, point.Claimed ?? 0)));
        drawing.Axes("peers", from, to, top);
        var isFirst = true;
        foreach (var stretch in Stretches.Of(known, point => point.At, step))
        {
            Band(drawing, stretch, top, isFirst);
            isFirst = false;
        }

        Line(drawing, points, point => point.Claimed, step, theme.Second, "claimed");
        Line(drawing, points, point => point.Observed, step, theme.Third, "observed");
        Line(drawing, known, point => point.Size, step, theme.Main, "estimated");
        foreach (var point in known)
        {
            var marker = drawing.Plot.Add.Marker(Drawing.Day(point.At), point.Size!.Value, point.IsDoubted ? ScottPlot.MarkerShape.OpenCircle : ScottPlot.MarkerShape.FilledCircle, known.Count > 60 ? 3 : 6, PlotTheme.Of(theme.Main));
            marker.LegendText = "";
        }

        drawing.Legend();
        return drawing;
    }

    /// <summary>An interval without an upper end reaches the top.</summary>
    private static void Band(Drawing drawing, IReadOnlyList<SizeAtTime> stretch, double top, bool inLegend)
    {
        var days = stretch.Select(point => Drawing.Day(point.At)).ToArray();
        var (low, high) = (stretch.Select(point => point.Low).ToArray(), stretch.Select(point => point.High ?? top * 1.08).ToArray());
        if (days.Length == 1)
        {
            var bar = drawing.Plot.Add.Line(days[0], low[0], days[0], high[0]);
            (bar.LineColor, bar.LineWidth) = (PlotTheme.Of(drawing.Theme.Main).WithAlpha(0.35), 5);
            if (inLegend) bar.LegendText = "95 % interval";
            return;
        }

        var band = drawing.Plot.Add.FillY(days, low, high);
        (band.FillColor, band.LineWidth) = (PlotTheme.Of(drawing.Theme.Main).WithAlpha(0.22), 0);
        if (inLegend) band.LegendText = "95 % interval";
    }

    private static void Line(Drawing drawing, IReadOnlyList<SizeAtTime> points, Func<SizeAtTime, double?> value, TimeSpan step, string colour, string name)
    {
        var isFirst = true;
        foreach (var stretch in Stretches.Of(points.Where(point => value(point) is not null), point => point.At, step))
        {
            var line = drawing.Plot.Add.ScatterLine(stretch.Select(point => Drawing.Day(point.At)).ToArray(), stretch.Select(point => value(point)!.Value).ToArray());
            (line.Color, line.LineWidth) = (PlotTheme.Of(colour), 2);
            // One look alone is no line.
            if (stretch.Count == 1) (line.MarkerSize, line.MarkerShape) = (5, ScottPlot.MarkerShape.FilledSquare);
            if (isFirst) line.LegendText = name;
            isFirst = false;
        }
    }

    private static string Describe(IReadOnlyList<SizeAtTime> points) => points.Count == 0
        ? "Nothing was measured in this time."
        : $"{points.Count} estimates; the last, of {points[^1].At.UtcDateTime:yyyy-MM-dd HH:mm} UTC, is {points[^1].Size:0} peers, between {points[^1].Low:0} and {points[^1].High?.ToString("0") ?? "no upper bound"}.";
}
