using System.Globalization;
using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Host.Formatting;
using Crawler.Protocol.Attempts;
using Spectre.Console;

namespace Crawler.Host.Crawling;

/// <summary>
/// The table of a running crawl, drawn for one size of terminal: a line for each torrent, a line for each of its trackers,
/// as many as fit. Nothing wraps; what is too long is cut.
/// </summary>
internal sealed class LiveTable
{
    /// <summary>Lines taken by the frame, the titles and the totals.</summary>
    private const int LinesAround = 6;

    /// <summary>Below this width the number of calls is left out.</summary>
    private const int WideEnoughForCalls = 100;

    private readonly bool _wide;
    private readonly int _room;
    private readonly int _trackerWidth;
    private readonly int _callWidth;

    /// <summary>Measures for a terminal of so many columns and lines.</summary>
    public LiveTable(int width, int height)
    {
        _wide = width >= WideEnoughForCalls;
        _room = Math.Max(1, height - LinesAround);
        // Numbers, then two blanks and a line for each column, and the line at the end; the last column of the terminal stays free, lest it wraps.
        var numbers = 7 + 8 + 7 + 8 + (_wide ? 6 : 0);
        var rest = Math.Max(20, width - numbers - (3 * (_wide ? 7 : 6)) - 2);
        _trackerWidth = rest * 11 / 20;
        _callWidth = rest - _trackerWidth;
    }

    /// <summary>The table as the torrents stand.</summary>
    public Table Draw(IEnumerable<TorrentStatus> torrents, string totals, DateTimeOffset now)
    {
        var table = new Table { Border = TableBorder.Rounded, Caption = new TableTitle(Markup.Escape(totals)) }
            .AddColumn(new TableColumn("Torrent, tracker").Width(_trackerWidth).NoWrap())
            .AddColumn(new TableColumn("Last call").Width(_callWidth).NoWrap());
        if (_wide) table.AddColumn(Numbers("Calls", 6));
        table.AddColumn(Numbers("Seeders", 7)).AddColumn(Numbers("Leechers", 8)).AddColumn(Numbers("Peers", 7)).AddColumn(Numbers("Next", 8));

        var rows = torrents
            .OrderBy(torrent => torrent.Target.Name ?? "~", StringComparer.Ordinal)
            .ThenBy(torrent => torrent.Target.InfoHash)
            .SelectMany(torrent => torrent.Trackers.Select(tracker => Row(tracker, now)).Prepend(Row(torrent)))
            .ToList();
        var shown = rows.Count <= _room ? rows.Count : _room - 1;
        foreach (var row in rows.Take(shown)) table.AddRow(row);
        if (shown < rows.Count) table.AddRow($"[dim]… {rows.Count - shown} more lines[/]");
        return table;
    }

    private string[] Row(TorrentStatus torrent)
    {
        var name = torrent.Target.Name ?? torrent.Target.InfoHash.ToString();
        return Cells($"[bold]{Text(name, _trackerWidth)}[/]", "", "", "", "", $"[bold]{Number(torrent.DistinctPeers)}[/]", "");
    }

    private string[] Row(TrackerStatus tracker, DateTimeOffset now) => Cells(
        " " + Text(Name(tracker), _trackerWidth - 1),
        Outcome(tracker),
        Number(tracker.Attempts),
        Number(tracker.Seeders),
        Number(tracker.Leechers),
        Number(tracker.DistinctPeers),
        Next(tracker, now));

    private string[] Cells(string tracker, string call, string calls, params string[] numbers) =>
        _wide ? [tracker, call, calls, .. numbers] : [tracker, call, .. numbers];

    private static string Name(TrackerStatus tracker) =>
        tracker.Session.Family == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"{tracker.Session.Url} (v6)" : tracker.Session.Url.ToString();

    private string Outcome(TrackerStatus tracker) => tracker.LastOutcome switch
    {
        null => tracker.IsCalling ? "[dim]calling …[/]" : "[dim]not yet[/]",
        AttemptOutcome.Ok => "[green]ok[/]",
        AttemptOutcome.Refused or AttemptOutcome.Gone or AttemptOutcome.Unknown => $"[yellow]{Text(tracker.LastError ?? "refused", _callWidth)}[/]",
        _ => $"[red]{Text(tracker.LastError ?? "failed", _callWidth)}[/]",
    };

    private static string Next(TrackerStatus tracker, DateTimeOffset now)
    {
        if (tracker.Session.State != SessionState.Active) return "[dim]never[/]";
        if (tracker.IsCalling) return "[dim]now[/]";
        return Durations.Format(TimeSpan.FromSeconds(Math.Max(0, Math.Ceiling((tracker.Session.DueAt - now).TotalSeconds))));
    }

    private static TableColumn Numbers(string title, int width) => new TableColumn(title).RightAligned().Width(width).NoWrap();

    private static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "[dim]-[/]";

    private static string Text(string text, int width) => Markup.Escape(text.Length <= width ? text : text[..Math.Max(1, width - 1)] + "…");
}
