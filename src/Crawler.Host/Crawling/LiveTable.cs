using System.Globalization;
using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Host.Formatting;
using Crawler.Protocol.Attempts;
using Crawler.Statistics.Sizes;
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
    private const int WideEnoughForCalls = 110;

    /// <summary>Below this width a crawl that estimates shows no claims: there is no room for both.</summary>
    private const int WideEnoughForClaims = 100;

    private const int EstimateWidth = 21;

    private readonly bool _wide;
    private readonly bool _measures;
    private readonly bool _claims;
    private readonly int _room;
    private readonly int _trackerWidth;
    private readonly int _callWidth;

    /// <summary>Measures for a terminal of so many columns and lines.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Lines.</param>
    /// <param name="measures">Whether estimates are shown: they are what a crawl with a goal is about.</param>
    public LiveTable(int width, int height, bool measures = false)
    {
        _wide = width >= WideEnoughForCalls;
        _measures = measures;
        _claims = !measures || width >= WideEnoughForClaims;
        _room = Math.Max(1, height - LinesAround);
        // Numbers, then two blanks and a line for each column, and the line at the end; the last column of the terminal stays free, lest it wraps.
        var numbers = 7 + 8 + (_claims ? 7 + 8 : 0) + (_wide ? 6 : 0) + (_measures ? EstimateWidth : 0);
        var columns = 4 + (_claims ? 2 : 0) + (_wide ? 1 : 0) + (_measures ? 1 : 0);
        var rest = Math.Max(20, width - numbers - (3 * columns) - 2);
        _trackerWidth = rest * 13 / 20;
        _callWidth = rest - _trackerWidth;
    }

    /// <summary>The table as the torrents stand.</summary>
    public Table Draw(IEnumerable<TorrentStatus> torrents, string totals, DateTimeOffset now)
    {
        var table = new Table { Border = TableBorder.Rounded, Caption = new TableTitle(Markup.Escape(totals)) }
            .AddColumn(new TableColumn("Torrent, tracker").Width(_trackerWidth).NoWrap())
            .AddColumn(new TableColumn("Last call").Width(_callWidth).NoWrap());
        if (_wide) table.AddColumn(Numbers("Calls", 6));
        if (_claims) table.AddColumn(Numbers("Seeders", 7)).AddColumn(Numbers("Leechers", 8));
        table.AddColumn(Numbers("Peers", 7));
        if (_measures) table.AddColumn(Numbers("Estimate", EstimateWidth));
        table.AddColumn(Numbers("Next", 8));

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
        return Cells($"[bold]{Text(name, _trackerWidth)}[/]", "", "", "", "", $"[bold]{Number(torrent.DistinctPeers)}[/]", $"[bold]{Size(WholeSwarm.Of(torrent)?.Size)}[/]", "");
    }

    private string[] Row(TrackerStatus tracker, DateTimeOffset now) => Cells(
        " " + Text(Name(tracker, _trackerWidth - 1), _trackerWidth - 1),
        Outcome(tracker),
        Number(tracker.Attempts),
        Number(tracker.Seeders),
        Number(tracker.Leechers),
        Number(tracker.Seen.Distinct),
        Size(tracker.Seen.Size),
        Next(tracker, now));

    private string[] Cells(string tracker, string call, string calls, string seeders, string leechers, string peers, string estimate, string next) =>
        [tracker, call, .. If(_wide, calls), .. If(_claims, seeders, leechers), peers, .. If(_measures, estimate), next];

    private static string[] If(bool shown, params string[] cells) => shown ? cells : [];

    /// <summary>In red what a tracker was caught at, so that nobody takes its number for a size.</summary>
    private static string Size(SizeEstimate? size) => size switch
    {
        null or { Method: SizeMethod.None } => "",
        { IsSuspect: true } => $"[red]{Text(SizeText.Size(size) ?? "", EstimateWidth)}[/]",
        _ => Text(SizeText.Size(size) ?? "", EstimateWidth),
    };

    /// <summary>Where the whole URL does not fit, the path nearly all have goes first: two ports of one host must not look alike.</summary>
    private static string Name(TrackerStatus tracker, int width)
    {
        const string usualPath = "/announce";
        var family = tracker.Session.Family == System.Net.Sockets.AddressFamily.InterNetworkV6 ? " (v6)" : "";
        var url = tracker.Session.Url.ToString();
        if (url.Length + family.Length > width && url.EndsWith(usualPath, StringComparison.Ordinal)) url = url[..^usualPath.Length];
        return url + family;
    }

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
