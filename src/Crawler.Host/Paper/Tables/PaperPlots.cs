using Crawler.Host.Formatting;
using Crawler.Plots;

namespace Crawler.Host.Paper.Tables;

/// <summary>Plots of tables, made of their rows: a plot shows no other numbers than the table beside it.</summary>
internal static class PaperPlots
{
    private static readonly string[] Ways = ["snapshot", "cumulative", "seen", "claimed"];

    /// <summary>CCDF of swarm sizes, a curve for each way of telling.</summary>
    public static Drawing Ccdf(Sheet sheet) => Curves.Draw(
        "Swarm sizes (CCDF)", "peers in a swarm", "share of swarms at least that large", CurveScale.LogLog, ByWay(sheet, "peers", "share_at_least"), PlotTheme.Light);

    /// <summary>Sizes by rank.</summary>
    public static Drawing Ranks(Sheet sheet) => Curves.Draw(
        "Swarm sizes by rank", "rank", "peers", CurveScale.LogLog, ByWay(sheet, "rank", "peers"), PlotTheme.Light);

    /// <summary>Share of sessions that last longer, with its interval.</summary>
    public static Drawing Sessions(Sheet sheet) => Curves.Draw(
        "Sessions that last longer (Kaplan-Meier)", "seconds", "share", CurveScale.LogLinear,
        [new("share", Points(sheet, sheet.Rows, "seconds", "share_longer")), new("95 % low", Points(sheet, sheet.Rows, "seconds", "low")), new("95 % high", Points(sheet, sheet.Rows, "seconds", "high"))],
        PlotTheme.Light);

    /// <summary>Distinct peers until each day, at three identities.</summary>
    public static Drawing Cumulative(Sheet sheet)
    {
        var day = TopicTable.Place(sheet, "day");
        DateTimeOffset At(object?[] row) => new(((DateOnly)row[day]!).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        TimeLine Line(string name, string column) => new(name, [.. sheet.Rows.Select(row => (At(row), Number(row[TopicTable.Place(sheet, column)])))]);
        return LinesOverTime.Draw(
            "Distinct peers until each day", "peers",
            [Line("endpoints", "endpoints_cumulative"), Line("addresses", "addresses_cumulative"), Line("networks", "networks_cumulative")],
            At(sheet.Rows[0]), At(sheet.Rows[^1]).AddDays(1), TimeSpan.FromDays(1), PlotTheme.Light);
    }

    private static Curve[] ByWay(Sheet sheet, string across, string up)
    {
        var of = TopicTable.Place(sheet, "of");
        return [.. Ways.Select(way => new Curve(way, Points(sheet, sheet.Rows.Where(row => Equals(row[of], way)), across, up)))];
    }

    private static List<(double X, double Y)> Points(Sheet sheet, IEnumerable<object?[]> rows, string across, string up)
    {
        var (x, y) = (TopicTable.Place(sheet, across), TopicTable.Place(sheet, up));
        return [.. rows.Where(row => row[x] is not null && row[y] is not null).Select(row => (Number(row[x]), Number(row[y])))];
    }

    private static double Number(object? value) => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
}
