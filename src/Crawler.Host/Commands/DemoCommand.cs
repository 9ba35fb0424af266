using System.CommandLine;
using Crawler.Actors;
using Crawler.Actors.Measuring;
using Crawler.Actors.Torrents;
using Crawler.Host.Addresses;
using Crawler.Host.Configuration;
using Crawler.Host.Crawling;
using Crawler.Host.Demo;
using Crawler.Host.Files;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Progress;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;
using Crawler.Protocol;
using Crawler.Protocol.Net;
using Crawler.Simulation.Worlds;
using Crawler.Storage;

namespace Crawler.Host.Commands;

/// <summary><c>crawler demo</c>: a world with known truth on this machine, crawled, estimate beside truth.</summary>
public static class DemoCommand
{
    private const string Summary = "Crawls swarms of known size on this machine, and shows the estimates beside the truth.";

    private const string Details =
        "Starts trackers on 127.0.0.1, honest ones and some that lie, with four simulated swarms of 40 to 12 000 peers; crawls them for half a minute as crawl does, and prints what was estimated, what is true, and who was caught. It needs no network and touches nobody's tracker.";

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    /// <summary>As often as the gate of one host allows for four swarms.</summary>
    private static readonly Burst Looks = new(80, TimeSpan.FromMilliseconds(250));

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var duration = DurationOption.Create("--for", $"How long at most. [default: {Durations.Format(Length)}]", TimeSpan.FromHours(1));
        var seed = OptionText.Single("--seed", "N", "Another number is another world. [default: 1]", NumberText.Between("a seed", 0, long.MaxValue));
        var store = OptionText.Single<string>("--store", "FILE", "Keep what was recorded in this SQLite file, for report and stats. [default: thrown away]", (string text, out string value, out string? problem) =>
        {
            value = text;
            problem = text.Length > 0 ? null : "a file is needed";
            return problem is null;
        });
        var json = JsonOption.Create();
        var verb = new Verb(
            "demo",
            Summary,
            Details,
            new Example("crawler demo", "Half a minute."),
            new Example("crawler demo --seed 7 --store demo.db", "Another world, kept for: crawler report --store demo.db"))
        {
            duration, seed, store, json,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            var length = parse.GetValue(duration) ?? Length;
            await using var world = DemoWorld.Start(parse.GetValue(seed) ?? 1, TimeProvider.System, length);
            var kept = parse.GetValue(store);
            using var folder = kept is null ? new ScratchFolder() : null;
            await using var opened = await StoreAccess.OpenOrCreateAsync(StoreLocation.Parse(kept ?? Path.Combine(folder!.Path, "demo.db")), cancellation);
            // A store that is kept can be gone on in, and that takes its key.
            var addresses = AddressOptions.Standard with { KeyFolder = kept is null ? null : CrawlerConfiguration.Current.Value(Keys.State) };
            var rows = await RunAsync(world, length, opened, addresses, ViewFor(console, parse.GetValue(json)), cancellation);
            if (parse.GetValue(json)) foreach (var row in rows) console.Output.WriteLine(JsonLine.Of(DemoResult.Of(row)));
            else DemoText.Write(rows, console.Output);
            return ExitCode.Ok;
        });
        return verb;
    }

    private static async Task<IReadOnlyList<DemoRow>> RunAsync(DemoWorld world, TimeSpan length, ICrawlStore store, AddressOptions addresses, ICrawlView view, CancellationToken cancellation)
    {
        var settings = new CrawlSettings
        {
            Identity = AnnounceIdentity.NewRandom(port: 6881, numWant: 200) with { WantsPeerIds = true },
            Families = AddressFamilies.V4,
            Plan = new MeasuringPlan { Precision = 0.05, Burst = Looks, Canaries = true },
        };
        var network = new TrackerClientOptions { AddressPolicy = new AddressPolicy(allowPrivate: true) };
        var (_, board) = await new CrawlRun(store, settings, network, TimeProvider.System) { Addresses = addresses }.RunAsync("demo", world.Targets, length, view, cancellation);
        var torrents = board.Torrents.ToDictionary(torrent => torrent.Target.InfoHash);
        return [.. world.Targets.Where(target => torrents.ContainsKey(target.InfoHash)).SelectMany(target => DemoRow.Of(world, torrents[target.InfoHash]))];
    }

    private static ICrawlView ViewFor(CommandConsole console, bool json) =>
        !json && console.OutputIsTerminal ? LiveView.On(console.Output, measures: true) : new ProgressLines(console.Error);
}
