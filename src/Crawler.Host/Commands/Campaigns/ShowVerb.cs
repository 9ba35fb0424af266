using System.CommandLine;
using Crawler.Host.Campaigns;
using Crawler.Host.Stores;
using Crawler.Host.Terminal;

namespace Crawler.Host.Commands.Campaigns;

/// <summary><c>crawler campaign show</c>: a stored campaign as a file that runs it again.</summary>
internal static class ShowVerb
{
    public static Verb Create()
    {
        var name = NamedCampaign.Operand();
        var targets = new Option<bool>("--targets") { Description = "Print the swarms it called instead, as a list of targets." };
        var store = StoreOption.Create();
        var verb = new Verb(
            "show",
            "Prints a stored campaign as a campaign file that runs it again.",
            "All settings in force, the seed included; secrets are not stored and so not printed. With --targets the list of swarms that goes with it.",
            new Example("crawler campaign show swarms", "The file; keep it as again.yaml."),
            new Example("crawler campaign show swarms --targets", "The list it names; keep it beside it as swarms-targets.txt."))
        {
            name, targets, store,
        };
        verb.SetAction((parse, cancellation) => NamedCampaign.WithAsync(
            parse.GetValue(store),
            parse.GetRequiredValue(name),
            async (opened, state) =>
            {
                var output = CommandConsole.Of(parse).Output;
                if (parse.GetValue(targets))
                {
                    await TargetExport.WriteAsync(opened, state, output, cancellation);
                    return ExitCode.Ok;
                }

                return CampaignExport.Write(state, await opened.Campaigns.EventsAsync(state.Id, cancellation), output)
                    ? ExitCode.Ok
                    : throw UserException.Failed($"{state.Campaign.Name} was stored by crawler {state.Campaign.Version}, which kept no settings that could be run again");
            },
            cancellation));
        return verb;
    }
}
