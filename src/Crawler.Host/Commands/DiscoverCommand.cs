using System.CommandLine;
using Crawler.Host.Discovery;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Targets;
using Crawler.Host.Terminal;
using Crawler.Protocol.Http;
using Crawler.Protocol.Net;

namespace Crawler.Host.Commands;

/// <summary><c>crawler discover</c>: finds targets by asking trackers for all swarms they have.</summary>
public static class DiscoverCommand
{
    private const string Summary = "Asks trackers for every swarm they have (a full scrape) and lists those wanted, as targets for crawl.";

    private const string Details =
        "Many trackers give no full scrapes, and none over UDP. It is the largest question a tracker can be asked: once a day is plenty. The list is written as the answer comes, so a campaign that watches the file takes what is found while it runs, and a run that was cut off can be used as far as it came; with --resume the tracker is asked again from the beginning, and what the file lacks is added.";

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var trackers = Operand.Several("TRACKER", "Announce URLs, or scrape URLs, over HTTP or HTTPS.");
        var json = new Option<bool>("--json") { Description = "Print one JSON object a swarm, or with --output FILE one a tracker (fields: docs/json.md)." };
        var verb = new Verb(
            "discover",
            Summary,
            Details,
            new Example("crawler discover http://tracker.example/announce --min-seeders 10 -o found.txt", "Then: crawler crawl @found.txt --tracker http://tracker.example/announce"),
            new Example("crawler discover http://tracker.example/announce --min-seeders 10 -o found.txt --resume", "The next day: add what is new."),
            new Example("crawler discover http://a.example/announce http://b.example/announce --top 1000 --tracker udp://c.example:6969", "The largest of two trackers, as magnet links for a third."))
        {
            trackers,
        };
        var options = new DiscoverOptions(verb);
        var network = new NetworkOptions(verb, "How long a tracker may be silent, before its answer and inside it. [default: 60s]");
        verb.Add(json);
        verb.SetAction(async (parse, cancellation) =>
        {
            var order = options.Order(parse, parse.GetRequiredValue(trackers).Select(TrackerOf));
            using var client = new FullScrapeClient(network.Read(parse), options.Bounds(parse, network.Timeout(parse)));
            return await RunAsync(parse, options, client, order, parse.GetValue(json), cancellation);
        });
        return verb;
    }

    private static async Task<int> RunAsync(
        ParseResult parse, DiscoverOptions options, FullScrapeClient client, DiscoveryOrder order, bool json, CancellationToken cancellation)
    {
        var console = CommandConsole.Of(parse);
        var output = options.Output(parse);
        var known = new FoundHashes();
        var optedOut = await LeftAlone.ReadAsync(options.OptOut(parse), cancellation);
        await using var list = output is null ? FoundList.On(console.BinaryOutput) : await FoundList.OpenAsync(output, options.Resume(parse), known, cancellation);
        var line = json && output is null ? SwarmLines.Json : SwarmLines.List(options.Trackers(parse));
        var sieve = new Sieve(order, known, optedOut, list, line);
        try
        {
            var results = await new DiscoveryRun(client, sieve, console, TimeProvider.System).RunAsync(order, output, cancellation);
            var summary = output is null ? console.Error : console.Output;
            foreach (var result in results.Where(result => json && output is not null || result.Swarms > 0))
                await summary.WriteLineAsync(json && output is not null ? JsonLine.Of(result) : result.Line());
            var isWhole = results.All(result => result.Succeeded);
            if (!isWhole && output is not null && results.Any(result => !result.Succeeded && result.Written > 0)) TellHowToGoOn(console, output);
            return isWhole ? ExitCode.Ok : ExitCode.Failed;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && output is not null)
        {
            TellHowToGoOn(console, output);
            throw;
        }
    }

    private static void TellHowToGoOn(CommandConsole console, string output) =>
        console.WriteError($"{output} holds what came until then and can be used; the same command with --resume adds the rest");

    private static TrackerUrl TrackerOf(string text) => TrackerUrl.TryParse(text, out var url, out var problem)
        ? url
        : throw new UserException($"{TargetText.Shown(text)}: {problem}; a tracker is named by its announce URL, such as http://tracker.example/announce");
}
