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
        new Example("crawler config schema --output appsettings.schema.json", "The JSON Schema of a configuration file, for an editor."))
    {
        ShowVerb.Create(),
        PrintVerb.Create("schema", "Prints the JSON Schema of configuration files.", "Editors check and complete a file that names it.", "appsettings.schema.json", () => ConfigurationSchema.Text),
        PrintVerb.Create("keys", "Prints all keys as a page of Markdown.", "The page is docs/configuration.md.", "configuration.md", () => ConfigurationPage.Text),
    };
}
