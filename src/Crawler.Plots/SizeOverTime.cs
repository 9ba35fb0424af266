using ScottPlot;

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
        var drawing = new Drawing(title, Describe(points), theme);
        if (points.Count == 0) return drawing.Empty("nothing measured in this time");
        var top = points.Max(point => Math.Max(Math.Max(point.High ?? point.Low, point.Size ?? 0), Math.Max(point.Observed, point.Claimed ?? 0)));
        drawing.Axes("peers", from, to, top);
        var runs = Stretches.Of(points, point => point.At, step).SelectMany(SizeBand.Runs).ToList();
        SizeBand.Draw(drawing, runs, step, drawing.Plot.Axes.GetLimits().Top);
        Line(drawing, Stretches.Of(points.Where(point => point.Claimed is not null), point => point.At, step), point => point.Claimed!.Value, theme.Second, "claimed");
        Line(drawing, Stretches.Of(points, point => point.At, step), point => point.Observed, theme.Third, "observed");
        // A line on through a time without an upper end would give that time a size.
        var known = runs.Select(run => run.Where(point => point.Size is not null).ToList()).Where(run => run.Count > 0).ToList();
        Line(drawing, known, point => point.Size!.Value, theme.Main, "estimated");
        Mark(drawing, [.. known.SelectMany(run => run)]);
        drawing.Legend(names: 6);
        return drawing;
    }

    /// <summary>Hollow where anything speaks against it.</summary>
    private static void Mark(Drawing drawing, List<SizeAtTime> known)
    {
        foreach (var kind in known.GroupBy(point => point.IsDoubted))
        {
            var marks = drawing.Plot.Add.Markers(
                kind.Select(point => Drawing.Day(point.At)).ToArray(),
                kind.Select(point => point.Size!.Value).ToArray(),
                kind.Key ? MarkerShape.OpenCircle : MarkerShape.FilledCircle,
                known.Count <= 60 ? 6 : kind.Key ? 5 : 3,
                PlotTheme.Of(drawing.Theme.Main));
            if (kind.Key) marks.LegendText = "doubted";
        }
    }

    private static void Line(Drawing drawing, IEnumerable<IReadOnlyList<SizeAtTime>> stretches, Func<SizeAtTime, double> value, string colour, string name)
    {
        var isFirst = true;
        foreach (var stretch in stretches)
        {
            var line = drawing.Plot.Add.ScatterLine(stretch.Select(point => Drawing.Day(point.At)).ToArray(), stretch.Select(value).ToArray());
            (line.Color, line.LineWidth) = (PlotTheme.Of(colour), 2);
            // One look alone is no line.
            if (stretch.Count == 1) (line.MarkerSize, line.MarkerShape) = (5, MarkerShape.FilledSquare);
            if (isFirst) line.LegendText = name;
            isFirst = false;
        }
    }

    private static string Describe(IReadOnlyList<SizeAtTime> points)
    {
        if (points.Count == 0) return "Nothing was measured in this time.";
        var last = points[^1];
        var size = last.Size is { } peers ? $"{peers:0} peers, between {last.Low:0} and {last.High?.ToString("0") ?? "no upper bound"}" : $"at least {last.Low:0} peers, without an upper bound";
        return $"{points.Count} estimates; the last, of {last.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC, is {size}.";
    }
}
