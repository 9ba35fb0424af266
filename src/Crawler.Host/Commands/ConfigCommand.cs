using System.CommandLine;
using Crawler.Host.Commands.Configuration;
using Crawler.Host.Configuration;
using Crawler.Host.Terminal;

namespace Crawler.Host.Commands;

/// <summary><c>crawler config</c>: what is configured, and what can be.</summary>
public static class ConfigCommand
{
    /// <summary>The verb with its verbs.</summary>
    public static Command Create() => new Verb(
        "config",
        "Tells what is configured, where it came from, and what can be.",
        "Nothing has to be (docs/configuration.md).",
        new Example("crawler config show", "Every key with its value, its default and where the value came from."),
        new Example("crawler config schema > appsettings.schema.json", "For an editor."))
    {
        ShowVerb.Create(),
        Printing("schema", "Prints the JSON Schema of configuration files.", "Editors check and complete a file that names it.", () => ConfigurationSchema.Text),
        Printing("keys", "Prints all keys as a page of Markdown.", "The page is docs/configuration.md.", () => ConfigurationPage.Text),
    };

    private static Verb Printing(string name, string summary, string details, Func<string> text)
    {
        var verb = new Verb(name, summary, details);
        verb.SetAction(parse =>
        {
            CommandConsole.Of(parse).Output.Write(text());
            return ExitCode.Ok;
        });
        return verb;
    }
}
