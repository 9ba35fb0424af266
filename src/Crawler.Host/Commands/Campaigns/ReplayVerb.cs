using System.CommandLine;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Progress;
using Crawler.Host.Replay;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;

namespace Crawler.Host.Commands.Campaigns;

/// <summary><c>crawler campaign replay</c>: whether a campaign's estimates follow from its log.</summary>
internal static class ReplayVerb
{
    public static Verb Create()
    {
        var name = NamedCampaign.Operand();
        var lines = new Option<bool>("--lines") { Description = "Print every estimate that was made again, a line of JSON each, and the comparison to standard error." };
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var verb = new Verb(
            "replay",
            "Makes a campaign's estimates again from its stored replies, and compares them bit for bit.",
            "Runs the statistics of this version over the log, calling nobody, and exits with 1 unless every stored estimate that can be made again comes out the same. Nothing is written. Not compared: swarms so large that a random share of their peers was kept, and windows whose log is gone. A store of truncated addresses cannot be replayed.",
            new Example("crawler campaign replay swarms", "Is what was published what was seen?"),
            new Example("crawler campaign replay swarms --lines", "The estimates themselves."))
        {
            name, lines, store, json,
        };
        verb.SetAction((parse, cancellation) => NamedCampaign.WithAsync(
            parse.GetValue(store),
            parse.GetRequiredValue(name),
            async (opened, state) =>
            {
                if (await CampaignReplay.ObstacleAsync(opened, cancellation) is { } obstacle) throw UserException.Failed(obstacle);
                var console = CommandConsole.Of(parse);
                var withLines = parse.GetValue(lines);
                var done = 0;
                var progress = new CountedProgress(console, "swarms", TimeProvider.System);
                var tally = await new CampaignReplay(opened, state).RunAsync(
                    (torrent, estimates, all) =>
                    {
                        if (withLines) foreach (var estimate in estimates) console.Output.WriteLine(JsonLine.Of(ReplayResult.Of(torrent, estimate)));
                        progress.Show(++done, all);
                    },
                    cancellation);
                progress.Clear();
                var output = withLines ? console.Error : console.Output;
                if (parse.GetValue(json)) output.WriteLine(JsonLine.Of(ReplayResult.Of(state, tally)));
                else ReplayText.Write(state, tally, output);
                return tally.IsReproduced ? ExitCode.Ok : ExitCode.Failed;
            },
            cancellation));
        return verb;
    }
}
