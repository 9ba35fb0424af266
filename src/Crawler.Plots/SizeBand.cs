namespace Crawler.Plots;

/// <summary>The interval of sizes, as a band; where it has no upper end, it fades towards the top.</summary>
internal static class SizeBand
{
    private const int Fades = 5;

    /// <summary>Cuts a stretch where intervals begin or cease to have an upper end.</summary>
    public static IEnumerable<IReadOnlyList<SizeAtTime>> Runs(IReadOnlyList<SizeAtTime> stretch)
    {
        for (int begin = 0, end = 1; end <= stretch.Count; end++)
        {
            if (end < stretch.Count && stretch[end].High is null == stretch[begin].High is null) continue;
            yield return [.. stretch.Skip(begin).Take(end - begin)];
            begin = end;
        }
    }

    /// <summary>Draws all runs.</summary>
    /// <param name="drawing">Where.</param>
    /// <param name="runs">As <see cref="Runs"/> cuts them.</param>
    /// <param name="step">Time between points.</param>
    /// <param name="top">Where the axis ends.</param>
    public static void Draw(Drawing drawing, IReadOnlyList<IReadOnlyList<SizeAtTime>> runs, TimeSpan step, double top)
    {
        var colour = PlotTheme.Of(drawing.Theme.Main);
        string? closed = "95 % interval", open = "no upper end";
        foreach (var run in runs)
        {
            var lows = run.Select(point => point.Low).ToArray();
            if (run[0].High is not null)
            {
                Fill(lows, run.Select(point => point.High!.Value).ToArray(), 0.22, closed);
                closed = null;
                continue;
            }

            for (var fade = 0; fade < Fades; fade++)
            {
                Fill(At(fade), At(fade + 1), 0.25 * (Fades - fade) / Fades, open);
                open = null;
            }

            double[] At(int fade) => [.. lows.Select(low => low + (top - low) * fade / Fades)];

            void Fill(double[] from, double[] to, double alpha, string? name)
            {
                var days = run.Select(point => Drawing.Day(point.At)).ToArray();
                // One look alone is as wide as half a step, so that it is seen.
                if (days is [var day]) (days, from, to) = ([day - step.TotalDays / 4, day + step.TotalDays / 4], [from[0], from[0]], [to[0], to[0]]);
                var band = drawing.Plot.Add.FillY(days, from, to);
                (band.FillColor, band.LineWidth) = (colour.WithAlpha(alpha), 0);
                if (name is not null) band.LegendText = name;
            }
        }
    }
}
