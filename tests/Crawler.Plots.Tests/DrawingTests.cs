using System.Xml.Linq;

namespace Crawler.Plots.Tests;

public class DrawingTests
{
    private static readonly DateTimeOffset From = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset To = From.AddDays(2);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static TheoryData<string> Names => [.. Kinds.Keys];

    private static Dictionary<string, Func<bool, PlotTheme, Drawing>> Kinds { get; } = new()
    {
        ["size"] = (some, theme) => SizeOverTime.Draw("a <b>swarm</b>\u0007", some ? [.. Points()] : [], From, To, Hour, theme),
        ["lines"] = (some, theme) => LinesOverTime.Draw(
            "latency", "ms", some ? [new("p50", [(From, 3), (From + Hour, 4)]), new("<script>", [(From, 30)])] : [], From, To, Hour, theme),
        ["bars"] = (some, theme) => StackedBars.Draw(
            "calls", "calls", some ? [new("ok", BarKind.Good, [(From, 3)]), new("timeout", BarKind.Bad, [(From, 1)])] : [], From, To, Hour, theme),
        ["distribution"] = (some, theme) => SizeDistribution.Draw("sizes", some ? [0, 1, 2, 5, 5, 900, 12_345] : [], theme),
        ["overlap"] = (some, theme) => HeatMap.Draw("overlap", some ? ["udp://a", "udp://b"] : [], (row, column) => row == column ? 1 : 0.3, theme),
        ["calendar"] = (some, theme) => UptimeCalendar.Draw(
            "uptime", some ? new() { [new(2026, 11, 1)] = 0.5, [new(2026, 11, 9)] = 1 } : new Dictionary<DateOnly, double>(), new(2026, 11, 1), new(2026, 11, 30), theme),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_drawing_is_valid_scales_and_tells_what_it_shows(string name)
    {
        foreach (var theme in new[] { PlotTheme.Light, PlotTheme.Dark })
        {
            foreach (var some in new[] { true, false })
            {
                using var drawing = Kinds[name](some, theme);
                var svg = XElement.Parse(drawing.ToSvg());

                Assert.Equal("img", (string?)svg.Attribute("role"));
                Assert.StartsWith("0 0 960 ", (string?)svg.Attribute("viewBox"));
                Assert.Equal(drawing.Title, svg.Elements().First().Value);
                Assert.NotEmpty(svg.Elements().ElementAt(1).Value);
                Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName is "script" or "style" or "foreignObject");
                Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], drawing.ToPng()[..4]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_measured_is_said_in_words(string name)
    {
        using var drawing = Kinds[name](false, PlotTheme.Light);

        Assert.Matches("no|nothing|nobody", XElement.Parse(drawing.ToSvg()).Descendants().Last(element => element.Name.LocalName == "text").Value);
    }

    [Fact]
    public void A_silence_is_a_gap()
    {
        var stretches = Stretches.Of([From, From + Hour, From + 4 * Hour, From + 8 * Hour], at => at, Hour);

        Assert.Equal([3, 1], stretches.Select(stretch => stretch.Count));
    }

    [Fact]
    public void A_size_without_an_upper_end_is_drawn_and_ends_the_line()
    {
        SizeAtTime[] points = [Closed(0), Closed(1), Open(2), Open(3), Closed(4)];
        using var drawing = SizeOverTime.Draw("size", points, From, To, Hour, PlotTheme.Light);

        Assert.Equal([2, 2, 1], SizeBand.Runs(points).Select(run => run.Count));
        Assert.Contains("no upper end", Texts(drawing));
        using var last = SizeOverTime.Draw("size", points[..4], From, To, Hour, PlotTheme.Light);
        Assert.EndsWith("is at least 900 peers, without an upper bound.", last.Description);

        static SizeAtTime Closed(int hour) => new(From.AddHours(hour), 1000, 900, 1200, 700, null, false);
        static SizeAtTime Open(int hour) => new(From.AddHours(hour), null, 900, null, 700, null, true);
    }

    [Fact]
    public void Numbers_stand_in_cells_where_they_fit()
    {
        using var drawing = HeatMap.Draw("overlap", [.. Enumerable.Range(0, 8).Select(i => $"udp://tracker{i}.example:6969/announce")], (_, _) => 0.3, PlotTheme.Light);

        Assert.Equal(64, Texts(drawing).Count(text => text == "30 %"));
        drawing.Widen(420);
        Assert.DoesNotContain("30 %", Texts(drawing));
    }

    [Fact]
    public void Numbers_in_cells_can_be_read_in_both_themes()
    {
        Assert.Equal(["#1F2933", "#1F2933", "#FFFFFF"], new[] { 0, 0.6, 1 }.Select(share => PlotTheme.Light.TextOn(share).ToHex()));
        Assert.Equal(["#E6EDF3", "#E6EDF3", "#161B22"], new[] { 0, 0.5, 1 }.Select(share => PlotTheme.Dark.TextOn(share).ToHex()));
    }

    [Fact]
    public async Task Several_are_drawn_at_once_and_each_comes_out_as_alone()
    {
        using var alone = Kinds["size"](true, PlotTheme.Light);
        var expected = alone.ToSvg();

        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
        {
            using var drawing = Kinds["size"](true, PlotTheme.Light);
            return drawing.ToSvg();
        })));

        Assert.All(all, svg => Assert.Equal(expected, svg));
    }

    [Theory]
    [InlineData("a\u0000b\u202ec", "a·b·c")]
    [InlineData("too long by far", "too lo…")]
    public void A_strangers_text_is_cleaned_and_cut(string text, string clean) => Assert.Equal(clean, PlotText.Clean(text, 7));

    private static List<string> Texts(Drawing drawing) =>
        [.. XElement.Parse(drawing.ToSvg()).Descendants().Where(element => element.Name.LocalName == "text").Select(text => text.Value.Trim())];

    private static IEnumerable<SizeAtTime> Points() => Enumerable.Range(0, 30).Where(hour => hour is < 10 or > 20).Select(hour => new SizeAtTime(
        From.AddHours(hour), 1000 + hour, 900, hour % 7 == 0 ? null : 1200, 700, hour % 2 == 0 ? 1100 : null, hour % 5 == 0));
}
