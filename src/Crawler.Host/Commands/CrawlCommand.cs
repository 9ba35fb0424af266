using System.CommandLine;
using Crawler.Actors;
using Crawler.Actors.Hosts;
using Crawler.Actors.Torrents;
using Crawler.Host.Campaigns;
using Crawler.Host.Campaigns.Watching;
using Crawler.Host.Configuration;
using Crawler.Host.Crawling;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Stores;
using Crawler.Host.Targets;
using Crawler.Host.Telemetry;
using Crawler.Host.Terminal;
using Crawler.Protocol.Metainfo;
using Crawler.Storage;

namespace Crawler.Host.Commands;

/// <summary><c>crawler crawl</c>: the main job.</summary>
public static class CrawlCommand
{
    private const string Summary = "Calls every tracker of every target as often as it allows, and stores what it sees.";

    private const string Details =
        "Each tracker is called on its own schedule: never sooner than it allows, a refusal is retried with backoff, and what it told us (tracker id, interval) survives restarts in the store. Runs until --for is over or Ctrl-C; then every tracker that counts us is told that we stop. With --precision, --coverage, --burst or --every it has a goal, and ends by itself when every swarm is measured. With --campaign everything stands in a file (docs/campaigns.md); the same command goes on where it was.";

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var operands = Operand.Any("TARGET", TargetReader.Accepted);
        var campaign = new Option<string?>("--campaign") { HelpName = "FILE", Description = "Run a campaign file, or go on with it. What stands in the file is not given here." };
        var trackers = TrackerOption.Repeatable("Also ask this tracker about every target. Can be given several times.");
        var duration = DurationOption.Create("--for", "How long to crawl. [default: until Ctrl-C]");
        var store = StoreOption.Create();
        var name = new Option<string>("--name") { HelpName = "TEXT", Description = "What the store calls this campaign.", DefaultValueFactory = _ => "crawl" };
        var port = new Flag<long>("--port", Keys.Port);
        var numWant = new Flag<long>("--numwant", Keys.NumWant, "Peers asked for; -1 leaves it to the tracker.");
        var peerIds = new Flag<bool>("--peer-ids", Keys.PeerIds);
        var uplink = UplinkOption.Create();
        var json = JsonOption.Create();
        var verb = new Verb(
            "crawl",
            Summary,
            Details,
            new Example("crawler crawl movie.torrent --for 10m", "Ten minutes, stored in ./crawler.db."),
            new Example("crawler crawl folder/ @infohashes.txt --tracker udp://tracker.example:6969", "A folder and a list, with one tracker added to all."),
            new Example("crawler crawl movie.torrent --precision 5%", "Until the swarm's size is known to ±5 %, as fast as the trackers' intervals allow."),
            new Example("crawler crawl movie.torrent --precision 5% --burst 40 --spacing 15s --every 1h", "Forty looks in ten minutes, every hour."),
            new Example("crawler crawl @list.txt --store postgres://crawler@db.example/crawler", "Into PostgreSQL, until Ctrl-C."),
            new Example("crawler crawl --campaign swarms.yaml", "What a file describes (crawler campaign init swarms.yaml)."))
        {
            operands, campaign, trackers, duration, store, name, port.Option, numWant.Option, peerIds.Option,
        };
        var network = new NetworkOptions(verb);
        var families = new FamilyOptions(verb);
        var plans = new PlanOptions(verb);
        var states = new StateOptions(verb);
        verb.Add(uplink.Option);
        verb.Add(json);
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            using var telemetry = TelemetryExport.Start(TelemetryKeys.Read(CrawlerConfiguration.Current));
            var checks = uplink.Read(parse);
            IUplinkProbe? probe = checks.Length > 0 ? new ConnectProbe(checks) : null;
            if (parse.GetValue(campaign) is { } path)
            {
                CampaignOptions.RefuseOthers(parse, verb, [campaign, duration, store, uplink.Option, json, .. states.All]);
                return await RunCampaignAsync(
                    path, parse.GetValue(duration), parse.GetValue(store), file => states.Read(parse, file.State, file.SpoolLimit), families.Read(parse), probe, console, parse.GetValue(json), cancellation);
            }

            if (parse.GetRequiredValue(operands).Length == 0) throw new UserException("nothing to crawl: name targets, or a campaign file with --campaign FILE (see 'crawler crawl --help')");
            var options = network.Read(parse);
            var location = StoreOption.LocationOf(parse.GetValue(store));
            var set = await ReadTargetsAsync(parse.GetRequiredValue(operands), parse.GetRequiredValue(trackers), console, cancellation);
            var plan = plans.Read(parse);
            var identity = AnnounceIdentity.NewRandom((int)port.Read(parse), (int)numWant.Read(parse), plan.Identities) with { WantsPeerIds = peerIds.Read(parse) };

            await using var opened = await StoreAccess.OpenOrCreateAsync(location, cancellation);
            var settings = new CrawlSettings
            {
                Identity = identity,
                Families = families.Read(parse),
                Plan = plan,
                UplinkProbe = probe,
            };
            var run = new CrawlRun(opened, settings, options, TimeProvider.System)
            {
                State = states.Read(parse),
                Addresses = PrivacyKeys.Read(CrawlerConfiguration.Current),
                Retention = RetentionKeys.Read(CrawlerConfiguration.Current),
                Tell = console.WriteError,
            };
            try
            {
                if (plan.HasGoal) await PlanForecast.WriteAsync(plan, set.Targets, settings, opened, console.Error, cancellation);
                var view = CrawlViews.For(console, parse.GetValue(json), set.Targets.Sum(target => target.Trackers.Entries.Count), plan.HasGoal);
                var order = new CrawlOrder
                {
                    Campaign = CrawlManifest.Of(parse.GetRequiredValue(name), set.Targets, settings, options, TimeProvider.System.GetUtcNow()),
                    Targets = set.Targets,
                    Duration = parse.GetValue(duration),
                    Companion = new CampaignCompanion(opened, TimeProvider.System, console.WriteError),
                };
                var (summary, board) = await run.RunAsync(order, view, cancellation);
                return Tell(summary, board, set.Problems.Count > 0, console, parse.GetValue(json));
            }
            catch (StoreException error)
            {
                throw StoreAccess.ToUserException(error);
            }
        });
        return verb;
    }

    private static async Task<int> RunCampaignAsync(
        string path,
        TimeSpan? atMost,
        StoreLocation? given,
        Func<CampaignFile, StatePlace> state,
        AddressFamilies families,
        IUplinkProbe? probe,
        CommandConsole console,
        bool json,
        CancellationToken cancellation)
    {
        try
        {
            var file = await CampaignFileReader.ReadAsync(path, cancellation);
            var crawl = await CampaignCrawl.ReadAsync(file, families, probe, TimeProvider.System, console.WriteError, cancellation);
            TellProblems(crawl.Targets.Targets, crawl.Targets.Problems, console);
            if (crawl.Targets.Targets.Count == 0 && file.Watch.Count == 0) throw new UserException($"nothing to crawl: no target of {path} can be used");
            await using var opened = await StoreAccess.OpenOrCreateAsync(given ?? file.Store ?? StoreOption.LocationOf(null), cancellation);
            if (file.Plan.HasGoal) await PlanForecast.WriteAsync(file.Plan, crawl.Targets.Targets, crawl.Settings, opened, console.Error, cancellation);
            var exitCode = crawl.Targets.Problems.Count > 0 ? ExitCode.BadInput : ExitCode.Ok;
            await crawl.RunAsync(
                opened,
                (settings, network) => new CrawlRun(opened, settings, network, TimeProvider.System)
                {
                    State = state(file),
                    Addresses = PrivacyKeys.Read(CrawlerConfiguration.Current),
                    Retention = RetentionKeys.Read(CrawlerConfiguration.Current),
                    Tell = console.WriteError,
                },
                atMost,
                CrawlViews.For(console, json, crawl.Trackers, file.Plan.HasGoal),
                (summary, board) => exitCode = Worse(exitCode, Tell(summary, board, crawl.Targets.Problems.Count > 0, console, json)),
                cancellation);
            return exitCode;
        }
        catch (CampaignFileException error)
        {
            throw error.Told(console);
        }
        catch (StoreException error)
        {
            throw StoreAccess.ToUserException(error);
        }
    }

    /// <summary>Of two exit codes the one that matters more: a failure before an input that could not be used.</summary>
    private static int Worse(int a, int b) => a == ExitCode.Failed || b == ExitCode.Failed ? ExitCode.Failed : Math.Max(a, b);

    private static async Task<TargetSet> ReadTargetsAsync(
        string[] operands, IReadOnlyList<Protocol.Net.TrackerUrl> trackers, CommandConsole console, CancellationToken cancellation)
    {
        var set = await TargetSet.ReadAsync(operands, console.Input, cancellation);
        set = set.With(trackers).WithTrackersOnly();
        // One target that cannot be used is the whole story: one line tells it.
        if (set is { Targets.Count: 0, Problems.Count: 1 }) throw new UserException(set.Problems[0].ToString());
        TellProblems(set.Targets, set.Problems, console);
        return set.Targets.Count > 0 ? set : throw new UserException("nothing to crawl: no target can be used");
    }

    private static void TellProblems(IReadOnlyList<Target> targets, IReadOnlyList<TargetProblem> problems, CommandConsole console)
    {
        foreach (var problem in problems) console.WriteError(problem.ToString());
        foreach (var target in targets)
        {
            foreach (var rejected in target.Trackers.Rejected)
                console.WriteError($"{target.Source ?? target.InfoHash.ToString()}: one {(rejected.Scheme.Length > 0 ? rejected.Scheme + " " : "")}tracker is left out: {rejected.Problem}");
        }
    }

    private static int Tell(CrawlSummary summary, CrawlBoard board, bool hasProblems, CommandConsole console, bool json)
    {
        if (json) console.Output.WriteLine(JsonLine.Of(summary));
        else summary.WriteTo(console.Output, board.Torrents);
        if (board.BugCount > 0) console.WriteError($"{board.BugCount} internal errors, please report: {string.Join("; ", board.Bugs)}");
        if (summary.Lost > 0) console.WriteError($"{summary.Lost} observations could not be stored in {summary.Store}");
        if (summary.Spooled > 0) console.WriteError($"{summary.Spooled} observations wait in {summary.State} for the store {summary.Store}: the next crawl of this campaign delivers them");
        if (summary.Refused > 0) console.WriteError($"the store {summary.Store} refused {summary.Refused} batches, which are kept in {summary.State}: the next crawl of this campaign offers them again");
        if (summary.JournalOverrun > 0) console.WriteError($"{summary.JournalOverrun} calls were noted in a journal too small for them: had the crawl been killed, their trackers might have been called early; please report");
        return summary.Lost + summary.Spooled + summary.Refused > 0 ? ExitCode.Failed : hasProblems ? ExitCode.BadInput : ExitCode.Ok;
    }
}
