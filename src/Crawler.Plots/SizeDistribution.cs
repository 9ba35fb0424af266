using ScottPlot;

namespace Crawler.Plots;

/// <summary>The share of swarms that are at least so large (complementary cumulative distribution), both axes logarithmic.</summary>
public static class SizeDistribution
{
    /// <summary>Draws it.</summary>
    /// <param name="title">Which swarms.</param>
    /// <param name="sizes">Ascending; those below 1 are left out, as a logarithm has no place for them.</param>
    /// <param name="theme">The colours.</param>
    public static Drawing Draw(string title, IReadOnlyList<double> sizes, PlotTheme theme)
    {
        var shown = sizes.Where(size => size >= 1).ToList();
        var drawing = new Drawing(title, Describe(shown), theme, height: 400);
        if (shown.Count == 0) return drawing.Empty("no swarm has a size yet");
        var (x, y) = Steps(shown);
        var line = drawing.Plot.Add.ScatterLine(x, y);
        // Between two sizes that occur the share does not change.
        (line.Color, line.LineWidth, line.ConnectStyle) = (PlotTheme.Of(theme.Main), 2, ConnectStyle.StepVertical);
        Logarithmic(drawing.Plot.Axes.Bottom, value => Math.Pow(10, value).ToString("#,0"));
        Logarithmic(drawing.Plot.Axes.Left, value => $"{Math.Pow(10, value) * 100:0.###} %");
        drawing.Plot.Axes.Bottom.Label.Text = "peers in a swarm";
        drawing.Plot.Axes.Left.Label.Text = "swarms at least that large";
        drawing.Plot.Axes.SetLimits(x[0], Math.Max(x[^1] * 1.02, x[0] + 1), Math.Min(y[^1] - 0.1, -1.05), 0.1);
        return drawing;
    }

    /// <summary>One point for each size that occurs, few however many swarms; before them the power of ten that all reach.</summary>
    private static (double[] X, double[] Y) Steps(List<double> sizes)
    {
        var (x, y) = (new List<double> { Math.Floor(Math.Log10(sizes[0])) }, new List<double> { 0 });
        for (var i = 0; i < sizes.Count; i++)
        {
            var at = Math.Round(Math.Log10(sizes[i]), 3);
            if (x.Count > 1 && at <= x[^1]) continue;
            x.Add(at);
            y.Add(Math.Log10((double)(sizes.Count - i) / sizes.Count));
        }

        return ([.. x], [.. y]);
    }

    private static void Logarithmic(IAxis axis, Func<double, string> label) => axis.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
    {
        IntegerTicksOnly = true,
        LabelFormatter = label,
        MinorTickGenerator = new ScottPlot.TickGenerators.LogMinorTickGenerator(),
    };

    private static string Describe(List<double> sizes) => sizes.Count == 0
        ? "No swarm has a size yet."
        : $"{sizes.Count} swarms; the median has {sizes[sizes.Count / 2]:0} peers, the largest {sizes[^1]:0}.";
}
