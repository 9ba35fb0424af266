using System.CommandLine;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Targets;
using Crawler.Host.Terminal;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;

namespace Crawler.Host.Commands;

/// <summary><c>crawler scrape</c>: the counts a tracker claims for several swarms at once.</summary>
public static class ScrapeCommand
{
    private const string Summary = "Asks a tracker how many seeders, leechers and downloads it claims for each target.";

    private const string Details =
        "The swarms are not joined. Without --tracker each target's own first tracker is asked. Targets that cannot be used are named on stderr and the rest is still scraped.";

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var targets = Operand.Several("TARGET", TargetReader.Accepted);
        var tracker = TrackerOption.Single("The announce URL; the scrape URL is derived from it (BEP 48). [default: each target's first]");
        var json = JsonOption.Create();
        var verb = new Verb(
            "scrape",
            Summary,
            Details,
            new Example("crawler scrape movie.torrent", "Ask the torrent's first tracker."),
            new Example("crawler scrape --tracker udp://tracker.example:6969 folder/ @infohashes.txt", "Ask one tracker about a folder of torrents and a list."),
            new Example("crawler scrape --tracker https://tracker.example/announce --json 0123456789abcdef0123456789abcdef01234567", "One line of JSON for each tracker."))
        {
            targets, tracker,
        };
        var network = new NetworkOptions(verb);
        verb.Add(json);
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            var set = await TargetSet.ReadAsync(parse.GetRequiredValue(targets), console.Input, cancellation);
            var url = parse.GetValue(tracker);
            if (url is null) set = set.WithTrackersOnly();
            foreach (var problem in set.Problems) console.WriteError(problem.ToString());

            using var client = new TrackerClient(network.Read(parse));
            var allAnswered = true;
            foreach (var group in set.Targets.GroupBy(target => url ?? target.Trackers.Entries[0].Url))
                allAnswered &= await ScrapeAsync(client, group.Key, [.. group], console, parse.GetValue(json), cancellation);
            return set.Problems.Count > 0 ? ExitCode.BadInput : allAnswered ? ExitCode.Ok : ExitCode.Failed;
        });
        return verb;
    }

    private static async Task<bool> ScrapeAsync(
        TrackerClient client, TrackerUrl tracker, IReadOnlyList<Target> targets, CommandConsole console, bool json, CancellationToken cancellation)
    {
        var attempts = await client.ScrapeAsync(tracker, [.. targets.Select(target => target.InfoHash)], cancellation: cancellation);
        var result = ScrapeResult.Of(tracker.ToString(), targets, attempts);
        if (json) await console.Output.WriteLineAsync(JsonLine.Of(result));
        else if (attempts.Any(attempt => attempt.Succeeded)) WriteText(result, console.Output);
        // One request asks about many swarms: its failure is told once.
        foreach (var line in attempts.Where(attempt => !attempt.Succeeded).Select(TrackerErrors.Line).Distinct()) console.WriteError(line);
        return attempts.All(attempt => attempt.Succeeded);
    }

    private static void WriteText(ScrapeResult result, TextWriter output)
    {
        output.WriteLine(result.Tracker);
        var table = new TextTable("INFOHASH", ">SEEDERS", ">LEECHERS", ">DOWNLOADED", "NAME");
        foreach (var swarm in result.Swarms.Where(swarm => swarm.Known is not null))
        {
            var note = swarm.Known == true ? swarm.Name : $"{swarm.Name} (not known to this tracker)".TrimStart();
            table.Add(swarm.InfoHash, swarm.Complete, swarm.Incomplete, swarm.Downloaded, note ?? "");
        }

        table.WriteTo(output);
    }
}
