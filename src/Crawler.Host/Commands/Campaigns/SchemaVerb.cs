using Crawler.Host.Campaigns;
using Crawler.Host.Terminal;

namespace Crawler.Host.Commands.Campaigns;

/// <summary><c>crawler campaign schema</c>: the JSON Schema of campaign files.</summary>
internal static class SchemaVerb
{
    public static Verb Create()
    {
        var verb = new Verb(
            "schema",
            "Prints the JSON Schema of campaign files.",
            "Editors that know YAML check and complete a file that names it in its first line.",
            new Example("crawler campaign schema > campaign.schema.json", "Beside your campaign files, whose first line names it."));
        verb.SetAction(parse =>
        {
            CommandConsole.Of(parse).Output.Write(CampaignSchema.Text);
            return ExitCode.Ok;
        });
        return verb;
    }
}
