namespace Crawler.Plots.Tests;

public sealed class CurvesTests
{
    [Fact]
    public void What_is_not_above_0_has_no_place_on_a_logarithm()
    {
        using var drawing = Curves.Draw("ranks", "rank", "peers", CurveScale.LogLog, [new("a", [(0, 5), (1, 100), (2, 0), (10, 7)]), new("empty", [])], PlotTheme.Light);

        Assert.Equal("a: 2 points, from 100 at 1 to 7 at 10", drawing.Description);
        Assert.StartsWith("<svg", drawing.ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_share_of_0_is_drawn_where_only_the_bottom_axis_is_a_logarithm()
    {
        using var drawing = Curves.Draw("sessions", "seconds", "share", CurveScale.LogLinear, [new("share", [(60, 1), (600, 0)])], PlotTheme.Dark);

        Assert.Equal("share: 2 points, from 1 at 60 to 0 at 600", drawing.Description);
    }

    [Fact]
    public void Nothing_is_said_in_words()
    {
        using var drawing = Curves.Draw("ranks", "rank", "peers", CurveScale.LogLog, [], PlotTheme.Light);

        Assert.Equal("There is nothing to draw yet.", drawing.Description);
    }
}
