using ScottPlot;

namespace Crawler.Plots;

/// <summary>The colours of a drawing: those of the pages, told apart by everybody who sees colours at all less well (Okabe and Ito, 2008).</summary>
public sealed record PlotTheme
{
    /// <summary>Dark on light.</summary>
    public static readonly PlotTheme Light = new() { Name = "light", Paper = "#ffffff", Ink = "#1f2933", Faint = "#6b7785", Grid = "#e3e8ee", Main = "#0072b2", Second = "#d55e00", Third = "#009e73", Fourth = "#8a5d00", Bad = "#c23b22", Missing = "#c9d1da" };

    /// <summary>Light on dark.</summary>
    public static readonly PlotTheme Dark = new() { Name = "dark", Paper = "#161b22", Ink = "#e6edf3", Faint = "#9aa7b4", Grid = "#2b333d", Main = "#56b4e9", Second = "#e69f00", Third = "#2fbf94", Fourth = "#f0e442", Bad = "#ff7b66", Missing = "#414b57" };

    /// <summary>As in a query string.</summary>
    public required string Name { get; init; }

    /// <summary>What it is drawn on.</summary>
    public required string Paper { get; init; }

    /// <summary>Text.</summary>
    public required string Ink { get; init; }

    /// <summary>Text of less weight, axes.</summary>
    public required string Faint { get; init; }

    /// <summary>Lines of the grid.</summary>
    public required string Grid { get; init; }

    /// <summary>What a drawing is about.</summary>
    public required string Main { get; init; }

    /// <summary>What it is compared with.</summary>
    public required string Second { get; init; }

    /// <summary>A third.</summary>
    public required string Third { get; init; }

    /// <summary>A fourth.</summary>
    public required string Fourth { get; init; }

    /// <summary>Failures.</summary>
    public required string Bad { get; init; }

    /// <summary>What is not known.</summary>
    public required string Missing { get; init; }

    /// <summary>The theme of that name; null if there is none.</summary>
    public static PlotTheme? Find(string name) => name switch
    {
        "light" => Light,
        "dark" => Dark,
        _ => null,
    };

    /// <summary>Of ink and paper that which is read more easily on a cell between paper (0) and <see cref="Main"/> (1).</summary>
    internal Color TextOn(double share)
    {
        var (paper, ink, main) = (Of(Paper), Of(Ink), Of(Main));
        var cell = Luminance(Mixed(paper.R, main.R), Mixed(paper.G, main.G), Mixed(paper.B, main.B));
        return Contrast(ink) >= Contrast(paper) ? ink : paper;

        double Mixed(byte from, byte to) => from + (to - from) * Math.Clamp(share, 0, 1);

        double Contrast(Color text)
        {
            var other = Luminance(text.R, text.G, text.B);
            return (Math.Max(cell, other) + 0.05) / (Math.Min(cell, other) + 0.05);
        }
    }

    /// <summary>Relative luminance as WCAG 2 has it.</summary>
    private static double Luminance(double red, double green, double blue) => 0.2126 * Linear(red) + 0.7152 * Linear(green) + 0.0722 * Linear(blue);

    private static double Linear(double value) => value / 255 <= 0.04045 ? value / 255 / 12.92 : Math.Pow((value / 255 + 0.055) / 1.055, 2.4);

    internal static Color Of(string colour) => Color.FromHex(colour);
}
