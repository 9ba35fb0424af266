using System.Globalization;
using Crawler.Actors;
using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Host.Formatting;
using Crawler.Protocol.Attempts;
using Spectre.Console;

namespace Crawler.Host.Crawling;

/// <summary>The view on a terminal: a table that moves, one row a tracker, as many as fit.</summary>
internal sealed class LiveView(IAnsiConsole terminal) : ICrawlView
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    /// <summary>Lines taken by the frame, the titles and the totals.</summary>
    private const int LinesAround = 7;

    public Task ShowAsync(Crawl crawl, CrawlBoard board, CrawlClock clock, CancellationToken until) => terminal
        .Live(Draw(crawl, board, clock))
        .Overflow(VerticalOverflow.Crop)
        .Cropping(VerticalOverflowCropping.Bottom)
        .StartAsync(async live =>
        {
            try
            {
                while (!until.IsCancellationRequested)
                {
                    live.UpdateTarget(Draw(crawl, board, clock));
                    await Task.Delay(Pace, clock.Time, until);
                }
            }
            catch (OperationCanceledException)
            {
                live.UpdateTarget(Draw(crawl, board, clock));
            }
        });

    private Table Draw(Crawl crawl, CrawlBoard board, CrawlClock clock)
    {
        var table = new Table { Border = TableBorder.Rounded, Expand = true }
            .AddColumn(new TableColumn("Torrent"))
            .AddColumn(new TableColumn("Tracker"))
            .AddColumn(new TableColumn("Last call"))
            .AddColumn(Numbers("Calls"))
            .AddColumn(Numbers("Seeders"))
            .AddColumn(Numbers("Leechers"))
            .AddColumn(Numbers("Peers"))
            .AddColumn(Numbers("Next"));
        table.Caption = new TableTitle(Markup.Escape(CrawlTotals.Line(crawl, board, clock)));

        var room = Math.Max(1, terminal.Profile.Height - LinesAround);
        var rows = 0;
        var torrents = board.Torrents.OrderBy(torrent => torrent.Target.Name ?? "~", StringComparer.Ordinal).ThenBy(torrent => torrent.Target.InfoHash).ToList();
        var all = torrents.Sum(torrent => torrent.Trackers.Count);
        foreach (var torrent in torrents)
        {
            for (var i = 0; i < torrent.Trackers.Count; i++)
            {
                if (++rows == room && all > room)
                {
                    table.AddRow($"[dim]… and {all - rows + 1} more[/]");
                    return table;
                }

                AddRow(table, torrent, torrent.Trackers[i], isFirst: i == 0, clock.Now);
            }
        }

        return table;
    }

    private static void AddRow(Table table, TorrentStatus torrent, TrackerStatus tracker, bool isFirst, DateTimeOffset now)
    {
        var name = torrent.Target.Name ?? torrent.Target.InfoHash.ToString()[..12];
        table.AddRow(
            isFirst ? $"{Markup.Escape(Shortened(name, 28))} [dim]{torrent.DistinctPeers} peers[/]" : "",
            Markup.Escape(Shortened(tracker.Session.Url.ToString(), 44)),
            Outcome(tracker),
            Number(tracker.Attempts),
            Number(tracker.Seeders),
            Number(tracker.Leechers),
            Number(tracker.DistinctPeers),
            Next(tracker, now));
    }

    private static string Outcome(TrackerStatus tracker) => tracker.LastOutcome switch
    {
        null => tracker.IsCalling ? "[dim]calling …[/]" : "[dim]not yet[/]",
        AttemptOutcome.Ok => "[green]ok[/]",
        AttemptOutcome.Refused or AttemptOutcome.Gone => $"[yellow]{Markup.Escape(Shortened(tracker.LastError ?? "refused", 40))}[/]",
        _ => $"[red]{Markup.Escape(Shortened(tracker.LastError ?? "failed", 40))}[/]",
    };

    private static string Next(TrackerStatus tracker, DateTimeOffset now)
    {
        if (tracker.Session.State == SessionState.Gone) return "[dim]never[/]";
        if (tracker.IsCalling) return "[dim]now[/]";
        var wait = TimeSpan.FromSeconds(Math.Max(0, Math.Ceiling((tracker.Session.DueAt - now).TotalSeconds)));
        return Durations.Format(wait);
    }

    private static TableColumn Numbers(string title) => new TableColumn(title).RightAligned().NoWrap();

    private static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "[dim]-[/]";

    private static string Shortened(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
