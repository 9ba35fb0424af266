using System.CommandLine;
using Crawler.Host.Campaigns;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;

namespace Crawler.Host.Commands.Campaigns;

/// <summary><c>crawler campaign check</c>: what a campaign would do.</summary>
internal static class CheckVerb
{
    public static Verb Create()
    {
        var file = new Argument<string>("FILE") { Description = "The campaign file." };
        var store = StoreOption.Create();
        var json = JsonOption.Create();
        var verb = new Verb(
            "check",
            "Tells what a campaign would do: targets, hosts, calls a second, load of each host, duration, storage.",
            "A dry run: no tracker is called and no name looked up; the store alone is asked what it remembers. Exits with 2 if the file or a target cannot be used.",
            new Example("crawler campaign check swarms.yaml", "Before the first run, and after each change."))
        {
            file, store, json,
        };
        var families = new FamilyOptions(verb);
        verb.SetAction(async (parse, cancellation) =>
        {
            var console = CommandConsole.Of(parse);
            try
            {
                var check = await CampaignCheck.OfAsync(parse.GetRequiredValue(file), parse.GetValue(store), families.Read(parse), cancellation);
                foreach (var problem in check.Targets.Problems) console.WriteError(problem.ToString());
                if (parse.GetValue(json)) console.Output.WriteLine(JsonLine.Of(CampaignCheckText.Shape(check)));
                else CampaignCheckText.Write(check, console.Output);
                return check.Targets.Problems.Count > 0 || (check.Targets.Targets.Count == 0 && check.File.Watch.Count == 0) ? ExitCode.BadInput : ExitCode.Ok;
            }
            catch (CampaignFileException error)
            {
                throw error.Told(console);
            }
        });
        return verb;
    }
}
