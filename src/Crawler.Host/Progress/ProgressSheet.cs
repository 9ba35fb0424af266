using System.Globalization;
using Crawler.Host.Formatting;
using Crawler.Storage.Campaigns;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Crawler.Host.Progress;

/// <summary>A crawl of many torrents on a terminal: a few lines of figures, where a line for each torrent would tell nobody anything.</summary>
internal static class ProgressSheet
{
    private const int LabelWidth = 14;

    /// <summary>Drawn for a terminal of so many columns; nothing wraps.</summary>
    public static IRenderable Draw(CrawlProgress progress, int width)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape(Title(progress))) }.HideHeaders()
            .AddColumn(new TableColumn("").Width(LabelWidth).NoWrap())
            .AddColumn(new TableColumn("").Width(Math.Max(20, width - LabelWidth - 8)).NoWrap());
        foreach (var (label, text, well) in Lines(progress))
        {
            var cut = Cut(text, Math.Max(20, width - LabelWidth - 8));
            table.AddRow($"[dim]{label}[/]", well ? Markup.Escape(cut) : $"[red]{Markup.Escape(cut)}[/]");
        }

        return table;
    }

    private static string Title(CrawlProgress progress) =>
        $"{progress.Campaign} · {Time(progress.ElapsedS)}{(progress.LeftS is { } left ? $", {Time(left)} to go" : "")}{(progress.Paused ? " · PAUSED" : "")}";

    private static IEnumerable<(string Label, string Text, bool Well)> Lines(CrawlProgress p)
    {
        var toBegin = p.TorrentsToBegin > 0 ? $", {N(p.TorrentsToBegin)} to begin" : "";
        yield return ("torrents", $"{N(p.Torrents)}{toBegin} · {N(p.Sessions)} sessions", true);
        var done = p.Measured is { } measured ? $"{N(measured)} measured" : $"{N(p.SessionsCalled)} sessions called ({Share(p.SessionsCalled, p.Sessions)})";
        yield return ("done", done + (p.EtaS is { } eta ? $" · all in about {Time(eta)}" : ""), true);
        yield return ("due", $"{N(p.Due)} waiting for their turn · {N(p.InFlight)} in flight", true);
        yield return ("calls a second", $"{R(p.CallsPerS)}{Classes(p)}", true);
        yield return ("calls", $"{N(p.Calls)}, {N(p.Answered)} answered ({Share(p.Answered, p.Calls)})", true);
        yield return ("peers", $"{N(p.Peers)} · {R(p.NewPeersPerS)} new a second", true);
        yield return ("late", p.LateP99S is { } late ? $"half by {Late(p.LateP50S ?? 0)}, 1 in 100 by {Late(late)}" : "no call since the last look", true);
        yield return ("log", $"{N(p.Stored)} stored · {N(p.Unstored)} in memory · aggregate {(p.AggregateLagBatches is { } lag ? $"{N(lag)} batches behind" : "lag unknown")}", true);
        if (p.SpoolBatches > 0) yield return ("spool", $"{N(p.SpoolBatches)} batches, {Sizes.Format(p.SpoolBytes)} on disk", false);
        yield return ("memory", Sizes.Format(p.MemoryBytes), true);
        if (p.Trouble is { } trouble) yield return ("trouble", trouble, false);
    }

    private static string Classes(CrawlProgress progress) => progress.OutcomesPerS.Count == 0 ? "" : ": " + string.Join(
        ", ", progress.OutcomesPerS.OrderByDescending(pair => pair.Value).Select(pair => $"{R(pair.Value)} {pair.Key.Replace('_', ' ')}"));

    private static string Share(long part, long whole) => whole == 0 ? "-" : $"{100.0 * part / whole:0.#} %";

    private static string Late(double seconds) => Durations.Format(TimeSpan.FromSeconds(seconds));

    private static string Time(double seconds) => Durations.Format(TimeSpan.FromSeconds(Math.Min(Math.Round(seconds), Durations.Longest.TotalSeconds)));

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string R(double rate) => rate.ToString(rate < 100 ? "0.#" : "N0", CultureInfo.InvariantCulture);

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..Math.Max(1, width - 1)] + "…";
}
