using System.Xml.Linq;
using ScottPlot;

namespace Crawler.Plots;

/// <summary>A drawing, ready to be written. Not for several threads at once; several drawings are.</summary>
public sealed class Drawing : IDisposable
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly Plot _plot;
    private readonly int _height;
    private int _width;
    private Action<int> _arrange = _ => { };

    internal Drawing(string title, string description, PlotTheme theme, int width = 960, int height = 320)
    {
        (Title, Description, Theme, _width, _height) = (PlotText.Clean(title, 120), PlotText.Clean(description, 500), theme, width, height);
        _plot = new Plot();
        _plot.Font.Set(PlotFont.Name);
        Dress();
    }

    /// <summary>What it shows.</summary>
    public string Title { get; }

    /// <summary>The same for who cannot see it.</summary>
    public string Description { get; }

    /// <summary>Its colours.</summary>
    public PlotTheme Theme { get; }

    /// <summary>Where its figures come from, a line each: it stands in an SVG where programs look for it, and is not drawn.</summary>
    public IReadOnlyList<string> Sources { get; set; } = [];

    /// <summary>Draws it for another width than 960: letters stay as large as they are.</summary>
    /// <param name="width">320–1920.</param>
    public void Widen(int width)
    {
        _width = Math.Clamp(width, 320, 1920);
        _arrange(_width);
    }

    internal Plot Plot => _plot;

    internal Color Ink => PlotTheme.Of(Theme.Ink);

    /// <summary>As SVG that takes the room it is given, told of by its title and description.</summary>
    /// <param name="prefix">Begins what is named in it; different for each of several in one page.</param>
    public string ToSvg(string prefix = "c")
    {
        var svg = XElement.Parse(_plot.GetSvgXml(_width, _height));
        svg.SetAttributeValue("viewBox", $"0 0 {_width} {_height}");
        svg.SetAttributeValue("role", "img");
        svg.AddFirst(new XElement(Svg + "title", Title), new XElement(Svg + "desc", Description));
        if (Sources.Count > 0) svg.Add(new XElement(Svg + "metadata", string.Join('\n', Sources.Select(source => PlotText.Clean(source, 500)))));
        Rename(svg, prefix);
        // Cells have edges; smoothed they would show values nobody measured.
        foreach (var image in svg.Descendants(Svg + "image")) image.SetAttributeValue("style", "image-rendering:pixelated");
        foreach (var text in svg.Descendants(Svg + "text")) SvgText.Release(text);
        return svg.ToString(SaveOptions.DisableFormatting);
    }

    /// <inheritdoc/>
    public void Dispose() => _plot.Dispose();

    /// <summary>As PNG, twice as fine as it is wide.</summary>
    public byte[] ToPng()
    {
        _plot.ScaleFactor = 2;
        var png = _plot.GetImageBytes(_width * 2, _height * 2, ImageFormat.Png);
        _plot.ScaleFactor = 1;
        return png;
    }

    /// <summary>Says in words that there is nothing to draw.</summary>
    internal Drawing Empty(string words)
    {
        _plot.Axes.Frameless();
        _plot.HideGrid();
        _plot.Axes.SetLimits(-1, 1, -1, 1);
        var text = _plot.Add.Text(words, 0, 0);
        (text.LabelFontSize, text.LabelFontColor, text.LabelAlignment) = (16, PlotTheme.Of(Theme.Faint), Alignment.MiddleCenter);
        return this;
    }

    /// <summary>Times at the bottom, what is measured at the left, beginning at 0.</summary>
    internal void Axes(string unit, DateTimeOffset from, DateTimeOffset to, double top)
    {
        var format = to - from <= TimeSpan.FromDays(8) ? "MM-dd\nHH:mm" : "yyyy-MM-dd";
        _plot.Axes.DateTimeTicksBottom().TickGenerator = new ScottPlot.TickGenerators.DateTimeAutomatic { LabelFormatter = time => time.ToString(format) };
        Dress();
        _plot.Axes.Bottom.Label.Text = "UTC";
        _plot.Axes.Left.Label.Text = unit;
        // The latest is what people look for: it does not stand on the edge.
        _plot.Axes.SetLimits(Day(from), Day(to + (to - from) / 100), 0, top > 0 ? top * 1.08 : 1);
    }

    /// <summary>Does what depends on the width, now and whenever that changes.</summary>
    internal void Arrange(Action<int> arrange)
    {
        _arrange += arrange;
        arrange(_width);
    }

    /// <summary>Names what is drawn, above it: the axis grows by the room that takes.</summary>
    /// <param name="names">How many names.</param>
    internal void Legend(int names)
    {
        var top = _plot.Axes.GetLimits().Top;
        var legend = _plot.ShowLegend(Alignment.UpperLeft, Orientation.Horizontal);
        legend.BackgroundColor = PlotTheme.Of(Theme.Paper).WithAlpha(0.85);
        legend.FontColor = Ink;
        legend.OutlineColor = PlotTheme.Of(Theme.Grid);
        legend.ShadowColor = Colors.Transparent;
        legend.FontSize = 12;
        Arrange(width =>
        {
            var rows = Math.Ceiling(names / Math.Max(1, Math.Floor((width - 90) / 120.0)));
            _plot.Axes.SetLimitsY(0, top / (1 - (18 + 20 * rows) / (_height - 70)));
        });
    }

    internal static double Day(DateTimeOffset at) => at.UtcDateTime.ToOADate();

    /// <summary>Skia numbers what it names over the whole process: the same drawing would never be the same text.</summary>
    private static void Rename(XElement svg, string prefix)
    {
        var named = svg.DescendantsAndSelf().Select(element => element.Attribute("id")).OfType<XAttribute>().ToList();
        var names = named.Select((id, i) => (id.Value, New: $"{prefix}{i}")).DistinctBy(pair => pair.Value).ToDictionary(pair => pair.Value, pair => pair.New);
        foreach (var id in named) id.Value = names[id.Value];
        foreach (var use in svg.Descendants().Attributes())
        {
            if (use.Value.StartsWith("url(#", StringComparison.Ordinal) && names.TryGetValue(use.Value[5..^1], out var painted)) use.Value = $"url(#{painted})";
            else if (use.Name.LocalName == "href" && use.Value is ['#', ..] && names.TryGetValue(use.Value[1..], out var used)) use.Value = $"#{used}";
        }
    }

    private void Dress()
    {
        _plot.FigureBackground.Color = PlotTheme.Of(Theme.Paper);
        _plot.DataBackground.Color = PlotTheme.Of(Theme.Paper);
        _plot.Axes.Color(PlotTheme.Of(Theme.Faint));
        _plot.Grid.MajorLineColor = PlotTheme.Of(Theme.Grid);
        foreach (var side in new IAxis[] { _plot.Axes.Bottom, _plot.Axes.Left })
        {
            side.Label.Bold = false;
            side.Label.FontSize = 12;
            side.TickLabelStyle.FontSize = 12;
        }

        // Half of the last time stands beyond the axis.
        _plot.Axes.Right.MinimumSize = 24;
        foreach (var edge in new[] { _plot.Axes.Right.FrameLineStyle, _plot.Axes.Top.FrameLineStyle }) edge.Width = 0;
    }
}
