using System.CommandLine;
using Crawler.Host.Campaigns;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Paper;
using Crawler.Host.Plots;
using Crawler.Host.Stores;
using Crawler.Host.Targets;
using Crawler.Host.Terminal;
using Crawler.Protocol;
using Crawler.Storage;

namespace Crawler.Host.Commands;

/// <summary><c>crawler report</c>: what the store holds, per torrent and per tracker.</summary>
public static class ReportCommand
{
    private const string Summary = "Reports what was stored: every torrent on its trackers, then every tracker.";

    private const string Details =
        "Per torrent: each tracker's last outcome; seeders and leechers as claimed, distinct peers seen and the swarm's estimated size with its 95 % interval, its method and what speaks against it; the same over all trackers. Per tracker: attempts, successes, last error, latency. Peers not merged yet are merged first.";

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var operands = new Argument<string[]>("TARGET")
        {
            Description = "Only these torrents, given as for crawl. [default: all]",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var plot = new Option<string?>("--plot") { HelpName = "FILE", Description = "Draw instead: into a file that ends in .svg or .png." };
        var kind = new Option<PlotKind?>("--plot-kind") { HelpName = "KIND", Description = "What to draw: size (of one torrent, over time), distribution (of all sizes), overlap (of trackers), uptime (of a tracker, day by day). [default: what fits]" };
        var tracker = new Option<string?>("--tracker") { HelpName = "TRACKER", Description = "The tracker whose uptime to draw: part of its URL, or its number." };
        var span = new Option<string>("--span") { HelpName = "SPAN", Description = "The time that is drawn: 24h, 7d, 30d or 1y.", DefaultValueFactory = _ => "30d" };
        var theme = new Option<string>("--theme") { HelpName = "THEME", Description = "Colours to draw in: light or dark.", DefaultValueFactory = _ => "light" };
        var html = new Option<string?>("--html") { HelpName = "FILE", Description = "Write a report to mail instead: one file of HTML with charts, that needs nothing else." };
        var paper = new Option<string?>("--paper") { HelpName = "DIR", Description = "Write the tables of the published studies instead, of one campaign, with plots: into this folder." };
        var campaign = new Option<string?>("--campaign") { HelpName = "NAME", Description = "The campaign --paper is of. [default: the newest]" };
        var format = new Option<PaperFormat?>("--format") { HelpName = "FORMAT", Description = "What --paper writes: md, csv, tex or all. [default: all]" };
        var verb = new Verb(
            "report",
            Summary,
            Details,
            new Example("crawler report", "Everything in ./crawler.db."),
            new Example("crawler report movie.torrent --store postgres://crawler@db.example/crawler", "One torrent, from PostgreSQL."),
            new Example("crawler report --json", "One line for each torrent and each tracker."),
            new Example("crawler report movie.torrent --plot size.svg", "Its size over time, with the interval as a band."),
            new Example("crawler report --plot uptime.png --tracker tracker.example --span 1y", "A tracker's days."),
            new Example("crawler report --html report.html", "A report to mail."),
            new Example("crawler report --paper tables --campaign swarms --format tex", "The tables of a paper, for LaTeX."))
        {
            operands, store, json, plot, kind, tracker, span, theme, html, paper, campaign, format,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            var given = new ReportFiles(parse.GetValue(plot), parse.GetValue(kind), parse.GetValue(tracker), parse.GetRequiredValue(span), parse.GetRequiredValue(theme), parse.GetValue(html));
            var named = parse.GetValue(operands) ?? [];
            given.Check(parse.GetValue(json), named.Length > 0);
            var printed = new PaperRequest(parse.GetValue(paper), parse.GetValue(campaign), parse.GetValue(format));
            printed.Check(given.Any || parse.GetValue(json), named.Length > 0);
            var only = await ReadTargetsAsync(named, console, cancellation);
            try
            {
                await using var opened = await StoreAccess.OpenExistingAsync(StoreOption.LocationOf(parse.GetValue(store)), cancellation);
                await opened.MergeAsync(cancellation: cancellation);
                if (printed.Any) return await printed.WriteAsync(opened, console, TimeProvider.System, cancellation);
                if (given.Any) return await given.WriteAsync(opened, only, console, TimeProvider.System, cancellation);
                await ReportAsync(opened, only, parse.GetValue(json), console.Output, cancellation);
                return ExitCode.Ok;
            }
            catch (StoreException error)
            {
                throw StoreAccess.ToUserException(error);
            }
        });
        return verb;
    }

    private static async Task<IReadOnlyCollection<InfoHash>?> ReadTargetsAsync(string[] operands, CommandConsole console, CancellationToken cancellation)
    {
        if (operands.Length == 0) return null;
        var set = await TargetSet.ReadAsync(operands, console.Input, cancellation);
        return set.Problems.Count == 0 ? [.. set.Targets.Select(target => target.InfoHash)] : throw new UserException(set.Problems[0].ToString());
    }

    private static async Task ReportAsync(
        ICrawlStore store, IReadOnlyCollection<InfoHash>? only, bool json, TextWriter output, CancellationToken cancellation)
    {
        var any = false;
        await foreach (var torrent in store.ReportTorrentsAsync(only, cancellation))
        {
            any = true;
            if (json) output.WriteLine(JsonLine.Of(ReportResult.Of(torrent)));
            else ReportText.Write(torrent, output);
        }

        if (!any)
        {
            if (!json) output.WriteLine(only is null ? "nothing is stored yet: crawler crawl TARGET..." : "none of these torrents is in the store");
            return;
        }

        // The trackers are reported over all their torrents, so they make no sense beside a selection.
        if (only is null)
        {
            var trackers = await store.ReportTrackersAsync(cancellation);
            if (json) foreach (var tracker in trackers) output.WriteLine(JsonLine.Of(ReportResult.Of(tracker)));
            else ReportText.Write(trackers, output);
        }

        var campaigns = await ProvenanceSheet.ReadAsync(store, cancellation);
        if (json) SheetJson.Write(campaigns, output);
        else SheetText.Write(campaigns, output);
    }
}
