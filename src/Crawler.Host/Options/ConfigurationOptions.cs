using System.Collections;
using System.CommandLine;
using Crawler.Host.Configuration;

namespace Crawler.Host.Options;

/// <summary><c>--config</c> and <c>--set</c>, which every verb has.</summary>
internal static class ConfigurationOptions
{
    private static readonly Option<string?> File = new("--config")
    {
        HelpName = "FILE",
        Description = $"Read this configuration too (docs/configuration.md). [default: ${ConfigurationSources.FileVariable}]",
        Recursive = true,
    };

    private static readonly Option<string[]> Set = new("--set")
    {
        HelpName = "KEY=VALUE",
        Description = "Set a key of the configuration, whatever else is said of it. Can be given several times; not for secrets, as others can read a command line.",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => [],
        Recursive = true,
    };

    /// <summary>Adds them.</summary>
    public static void AddTo(Command root)
    {
        root.Add(File);
        root.Add(Set);
    }

    /// <summary>The configuration that holds for a command line.</summary>
    /// <exception cref="ConfigurationException">Something in it cannot be used.</exception>
    /// <exception cref="Terminal.UserException">A file cannot be read.</exception>
    public static CrawlerConfiguration Read(ParseResult parse) => CrawlerConfiguration.Of(ConfigurationSources.Read(
        parse.GetValue(File),
        parse.GetValue(Set) ?? [],
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? ""),
        AppContext.BaseDirectory,
        Environment.CurrentDirectory));
}
