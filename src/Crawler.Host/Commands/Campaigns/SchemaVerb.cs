using System.CommandLine;
using System.Text;
using Crawler.Host.Campaigns;
using Crawler.Host.Files;
using Crawler.Host.Terminal;

namespace Crawler.Host.Commands.Campaigns;

/// <summary><c>crawler campaign schema</c>: the JSON Schema of campaign files.</summary>
internal static class SchemaVerb
{
    public static Verb Create()
    {
        var file = new Option<string?>("--output") { HelpName = "FILE", Description = "Write it here. [default: standard output]" };
        var verb = new Verb(
            "schema",
            "Prints the JSON Schema of campaign files.",
            "Editors that know YAML check and complete a file that names it in its first line.",
            new Example("crawler campaign schema --output campaign.schema.json", "Beside your campaign files."))
        {
            file,
        };
        verb.SetAction(async (parse, cancellation) =>
        {
            if (parse.GetValue(file) is not { } path)
            {
                CommandConsole.Of(parse).Output.Write(CampaignSchema.Text);
                return ExitCode.Ok;
            }

            try
            {
                await AtomicFile.WriteAsync(path, Encoding.UTF8.GetBytes(CampaignSchema.Text), cancellation);
                return ExitCode.Ok;
            }
            catch (Exception error) when (FileProblem.Describe(error) is { } problem)
            {
                throw UserException.Failed($"{path}: {problem}");
            }
        });
        return verb;
    }
}
