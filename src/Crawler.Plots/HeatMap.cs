using ScottPlot;

namespace Crawler.Plots;

/// <summary>Shares of rows in columns: of the peers one tracker named, how many another named too.</summary>
public static class HeatMap
{
    private const int MostRows = 24;

    private const int MostNumbered = 12;

    /// <summary>Of a cell, in pixels, for its number to fit.</summary>
    private const int NumberWidth = 40;

    /// <summary>Draws it; at most 24 rows and columns, the first.</summary>
    /// <param name="title">What of.</param>
    /// <param name="names">Rows and columns.</param>
    /// <param name="shares">Row by row, 0–1; null where nothing is known.</param>
    /// <param name="theme">The colours.</param>
    public static Drawing Draw(string title, IReadOnlyList<string> names, Func<int, int, double?> shares, PlotTheme theme)
    {
        var count = Math.Min(names.Count, MostRows);
        var drawing = new Drawing(title, Describe(names, count), theme, height: Math.Clamp(140 + count * 34, 240, 900));
        if (count == 0) return drawing.Empty("no peers were named yet");
        var cells = new double[count, count];
        for (var row = 0; row < count; row++)
            for (var column = 0; column < count; column++) cells[row, column] = shares(row, column) ?? double.NaN;
        var map = drawing.Plot.Add.Heatmap(cells);
        map.Colormap = new ScottPlot.Colormaps.CustomInterpolated([PlotTheme.Of(theme.Paper), PlotTheme.Of(theme.Main)]);
        map.ManualRange = new ScottPlot.Range(0, 1);
        map.NaNCellColor = PlotTheme.Of(theme.Missing);
        var numbers = count <= MostNumbered ? Numbers(drawing, count, shares) : [];
        var places = Enumerable.Range(0, count).ToArray();
        drawing.Arrange(width =>
        {
            var letters = width < 600 ? 16 : 44;
            var longest = names.Take(count).Max(name => Math.Min(name.Length, letters) + 3);
            var room = (width - 40 - 7 * longest) / (double)count;
            foreach (var number in numbers) number.IsVisible = room >= NumberWidth;
            drawing.Plot.Axes.Left.SetTicks([.. places.Select(row => (double)(count - 1 - row))], [.. places.Select(row => $"{PlotText.Clean(names[row], letters)}  {row + 1}")]);
        });
        drawing.Plot.Axes.Bottom.SetTicks([.. places.Select(column => (double)column)], [.. places.Select(column => $"{column + 1}")]);
        drawing.Plot.Axes.Bottom.Label.Text = names.Count > count ? $"named by this one too (the first {count} of {names.Count})" : "named by this one too";
        drawing.Plot.Axes.SetLimits(-0.5, count - 0.5, -0.5, count - 0.5);
        drawing.Plot.HideGrid();
        return drawing;
    }

    private static List<ScottPlot.Plottables.Text> Numbers(Drawing drawing, int count, Func<int, int, double?> shares)
    {
        var numbers = new List<ScottPlot.Plottables.Text>();
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < count; column++)
            {
                if (shares(row, column) is not { } share) continue;
                var text = drawing.Plot.Add.Text($"{share:P0}", column, count - 1 - row);
                (text.LabelAlignment, text.LabelFontSize) = (Alignment.MiddleCenter, 12);
                text.LabelFontColor = drawing.Theme.TextOn(share);
                numbers.Add(text);
            }
        }

        return numbers;
    }

    private static string Describe(IReadOnlyList<string> names, int shown) => shown == 0
        ? "No peers were named yet."
        : $"{shown} of {names.Count} rows and as many columns: {string.Join(", ", names.Take(shown).Select((name, i) => $"{i + 1} {name}"))}.";
}
