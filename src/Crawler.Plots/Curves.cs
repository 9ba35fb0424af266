using ScottPlot;

namespace Crawler.Plots;

/// <summary>One curve of a drawing.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Points">Across and up, ascending across.</param>
public sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>How the axes of curves are divided.</summary>
public enum CurveScale
{
    /// <summary>Across by powers of ten, up evenly: a survival curve.</summary>
    LogLinear,

    /// <summary>Both by powers of ten: rank and frequency.</summary>
    LogLog,
}

/// <summary>Some curves over something that spans powers of ten: sizes by rank, sessions that last longer.</summary>
public static class Curves
{
    private const int MostCurves = 6;

    /// <summary>Draws them; at most six, the first. A logarithm has no place for what is not above 0: it is left out.</summary>
    /// <param name="title">What of.</param>
    /// <param name="across">What the bottom axis says.</param>
    /// <param name="up">What the left axis says.</param>
    /// <param name="scale">How the axes are divided.</param>
    /// <param name="curves">The curves.</param>
    /// <param name="theme">The colours.</param>
    public static Drawing Draw(string title, string across, string up, CurveScale scale, IReadOnlyList<Curve> curves, PlotTheme theme)
    {
        var isLog = scale == CurveScale.LogLog;
        var shown = curves
            .Select(curve => curve with { Points = [.. curve.Points.Where(point => point.X > 0 && (!isLog || point.Y > 0))] })
            .Where(curve => curve.Points.Count > 0).Take(MostCurves).ToList();
        var drawing = new Drawing(title, Describe(shown), theme, height: 400);
        if (shown.Count == 0) return drawing.Empty("nothing to draw yet");
        string[] colours = [theme.Main, theme.Second, theme.Third, theme.Fourth, theme.Bad, theme.Faint];
        for (var i = 0; i < shown.Count; i++)
        {
            double[] x = [.. shown[i].Points.Select(point => Math.Log10(point.X))];
            double[] y = [.. shown[i].Points.Select(point => isLog ? Math.Log10(point.Y) : point.Y)];
            var line = drawing.Plot.Add.ScatterLine(x, y);
            (line.Color, line.LineWidth, line.LegendText) = (PlotTheme.Of(colours[i]), 2, PlotText.Clean(shown[i].Name, 40));
            if (x.Length == 1) (line.MarkerSize, line.MarkerShape) = (6, MarkerShape.FilledCircle);
        }

        drawing.Plot.Axes.Bottom.TickGenerator = Powers();
        if (isLog) drawing.Plot.Axes.Left.TickGenerator = Powers();
        (drawing.Plot.Axes.Bottom.Label.Text, drawing.Plot.Axes.Left.Label.Text) = (across, up);
        var all = shown.SelectMany(curve => curve.Points).ToList();
        var (left, right) = (Math.Floor(Math.Log10(all.Min(point => point.X))), Math.Log10(all.Max(point => point.X)));
        var (low, high) = isLog ? (Math.Floor(Math.Log10(all.Min(point => point.Y))), Math.Log10(all.Max(point => point.Y)) + 0.1) : (0, all.Max(point => point.Y) * 1.05);
        drawing.Plot.Axes.SetLimits(left, Math.Max(right * 1.02, left + 1), low, Math.Max(high, low + 0.1));
        if (shown.Count == 1) drawing.Plot.HideLegend();
        else Legend(drawing);
        return drawing;
    }

    private static void Legend(Drawing drawing)
    {
        var legend = drawing.Plot.ShowLegend(Alignment.UpperRight, Orientation.Vertical);
        legend.BackgroundColor = PlotTheme.Of(drawing.Theme.Paper).WithAlpha(0.85);
        legend.FontColor = drawing.Ink;
        legend.OutlineColor = PlotTheme.Of(drawing.Theme.Grid);
        legend.ShadowColor = Colors.Transparent;
        legend.FontSize = 12;
    }

    private static ScottPlot.TickGenerators.NumericAutomatic Powers() => new()
    {
        IntegerTicksOnly = true,
        LabelFormatter = value => Math.Pow(10, value).ToString("#,0.###", System.Globalization.CultureInfo.InvariantCulture),
        MinorTickGenerator = new ScottPlot.TickGenerators.LogMinorTickGenerator(),
    };

    private static string Describe(List<Curve> curves) => curves.Count == 0
        ? "There is nothing to draw yet."
        : string.Join("; ", curves.Select(curve => FormattableString.Invariant($"{curve.Name}: {curve.Points.Count} points, from {curve.Points[0].Y:0.###} at {curve.Points[0].X:0.###} to {curve.Points[^1].Y:0.###} at {curve.Points[^1].X:0.###}")));
}
