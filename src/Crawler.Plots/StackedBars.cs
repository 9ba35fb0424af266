using ScottPlot;

namespace Crawler.Plots;

/// <summary>One layer of bars.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Kind">How it is coloured.</param>
/// <param name="Points">When a bar begins and how high it is.</param>
public sealed record BarLayer(string Name, BarKind Kind, IReadOnlyList<(DateTimeOffset At, double Value)> Points);

/// <summary>What a layer means, which gives its colour.</summary>
public enum BarKind
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Not quite.</summary>
    Fair,

    /// <summary>A failure of one sort.</summary>
    Bad,

    /// <summary>A failure of another sort.</summary>
    Worse,

    /// <summary>Yet another.</summary>
    Odd,

    /// <summary>Not known.</summary>
    Unknown,
}

/// <summary>Bars over time, one layer on the other: calls by what came of them, new peers a day.</summary>
public static class StackedBars
{
    /// <summary>Draws them.</summary>
    /// <param name="title">What of.</param>
    /// <param name="unit">What is counted.</param>
    /// <param name="layers">From the bottom up.</param>
    /// <param name="from">Where the time axis begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="step">Width of a bar.</param>
    /// <param name="theme">The colours.</param>
    public static Drawing Draw(
        string title, string unit, IReadOnlyList<BarLayer> layers, DateTimeOffset from, DateTimeOffset to, TimeSpan step, PlotTheme theme)
    {
        var shown = layers.Where(layer => layer.Points.Any(point => point.Value > 0)).ToList();
        var drawing = new Drawing(title, Describe(shown), theme);
        if (shown.Count == 0) return drawing.Empty("nothing counted in this time");
        var tops = new Dictionary<DateTimeOffset, double>();
        foreach (var layer in shown)
        {
            var bars = new List<Bar>();
            foreach (var (at, value) in layer.Points.Where(point => point.Value > 0))
            {
                var below = tops.GetValueOrDefault(at);
                tops[at] = below + value;
                bars.Add(new Bar
                {
                    Position = Drawing.Day(at + step / 2),
                    ValueBase = below,
                    Value = below + value,
                    Size = step.TotalDays * 0.92,
                    // Hollow: what is not known is told apart by more than its colour.
                    FillColor = PlotTheme.Of(Colour(layer.Kind, theme)).WithAlpha(layer.Kind == BarKind.Unknown ? 0.5 : 1),
                    LineColor = PlotTheme.Of(theme.Faint),
                    LineWidth = layer.Kind == BarKind.Unknown ? 1 : 0,
                });
            }

            drawing.Plot.Add.Bars(bars).LegendText = PlotText.Clean(layer.Name, 40);
        }

        drawing.Axes(unit, from, to, tops.Values.Max());
        if (shown.Count > 1) drawing.Legend(shown.Count);
        else drawing.Plot.HideLegend();
        return drawing;
    }

    private static string Colour(BarKind kind, PlotTheme theme) => kind switch
    {
        BarKind.Good => theme.Main,
        BarKind.Fair => theme.Third,
        BarKind.Bad => theme.Second,
        BarKind.Worse => theme.Bad,
        BarKind.Odd => theme.Fourth,
        _ => theme.Missing,
    };

    private static string Describe(List<BarLayer> layers) => layers.Count == 0
        ? "Nothing was counted in this time."
        : string.Join("; ", layers.Select(layer => $"{layer.Name}: {layer.Points.Sum(point => point.Value):0} in all"));
}
