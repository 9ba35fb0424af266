using System.CommandLine;
using Crawler.Host.Campaigns;
using Crawler.Host.Commands.Stats;
using Crawler.Host.Formatting;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;
using Crawler.Storage;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Commands;

/// <summary><c>crawler stats</c>: statistics over all that is stored, topic by topic.</summary>
public static class StatsCommand
{
    /// <summary>The verb with a verb for each topic; alone it shows all in brief.</summary>
    public static Command Create()
    {
        var verb = new Verb(
            "stats",
            "Statistics over swarms, peers and trackers; without a topic all in brief.",
            "Each topic prints a table, JSON lines or CSV with the same figures. Canaries are left out of everything but honesty and left-alone. Peers not merged yet are merged first.",
            new Example("crawler stats", "Every topic in brief."),
            new Example("crawler stats sizes --since 7d --csv", "Swarm sizes of the last week, for a spreadsheet."));
        var options = new StatsOptions(verb);
        foreach (var topic in StatsTopic.All) verb.Add(OfTopic(topic, options));
        Run(verb, options, operands: null, StatsTopic.NoData, async (statistics, request, cancellation) =>
        {
            var sheets = new List<Sheet>();
            foreach (var topic in StatsTopic.All) sheets.Add((await topic.ReadAsync(statistics, request with { Top = Math.Min(request.Top, 5) }, cancellation))[0]);
            return sheets;
        });
        return verb;
    }

    private static Verb OfTopic(StatsTopic topic, StatsOptions options)
    {
        var verb = new Verb(
            topic.Name,
            topic.Summary,
            topic.Details,
            new Example($"crawler stats {topic.Name} --since 7d", "The last week."),
            new Example($"crawler stats {topic.Name} movie.torrent --json", "One torrent, as JSON lines."));
        Run(verb, options, options.AddTargets(verb), topic.Nothing, topic.ReadAsync);
        return verb;
    }

    private static void Run(
        Verb verb,
        StatsOptions options,
        Argument<string[]>? operands,
        string nothing,
        Func<ICrawlStatistics, StatsRequest, CancellationToken, Task<IReadOnlyList<Sheet>>> read) =>
        verb.SetAction(async (parse, cancellation) =>
        {
            var output = CommandConsole.Of(parse).Output;
            var request = await options.ReadAsync(parse, operands, TimeProvider.System.GetUtcNow(), cancellation);
            try
            {
                await using var store = await StoreAccess.OpenExistingAsync(options.Location(parse), cancellation);
                await store.MergeAsync(cancellation: cancellation);
                var sheets = await read(store.Statistics, request, cancellation);
                if (sheets.Any(sheet => sheet.Rows.Count > 0)) sheets = [.. sheets, await ProvenanceSheet.ReadAsync(store, cancellation)];
                if (options.Csv(parse)) SheetCsv.Write(sheets, output);
                else if (options.Json(parse)) foreach (var sheet in sheets) SheetJson.Write(sheet, output);
                else if (sheets.All(sheet => sheet.Rows.Count == 0)) output.WriteLine(nothing);
                else foreach (var sheet in sheets.Where(sheet => sheet.Rows.Count > 0)) SheetText.Write(sheet, output);
                return ExitCode.Ok;
            }
            catch (StoreException error)
            {
                throw StoreAccess.ToUserException(error);
            }
        });
}
