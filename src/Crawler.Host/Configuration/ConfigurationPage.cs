using System.Text;

namespace Crawler.Host.Configuration;

/// <summary>The page docs/configuration.md, made of the same table that is read.</summary>
internal static class ConfigurationPage
{
    private const string Introduction =
        $$"""
        # Configuration

        *Made by `crawler config keys`; a test compares.*

        Nothing has to be configured. What is, comes from these places; what stands further down wins.

        1. Defaults.
        2. `{{ConfigurationSources.ProgramFile}}` beside the program.
        3. `{{ConfigurationSources.FolderFile}}` in the working folder.
        4. The file that `--config FILE` or `{{ConfigurationSources.FileVariable}}` names.
        5. The environment: `{{ConfigurationSources.Prefix}}`, then the key with `__` for the colon. A few have a second, shorter name.
        6. `--set KEY=VALUE`, and the options of a verb.

        Files are JSON, with comments and trailing commas if you like. Their shape is `schemas/appsettings.schema.json` (`crawler config schema`). Case does not matter in keys. A list is an array in a file, and one text with semicolons elsewhere. A value of nothing is not set. Relative paths are relative to the working folder, wherever the file is.

        All of it is read and checked before a verb does anything, and everything that is wrong is told at once, each with its key, where it stands, and what is allowed. A key that does not exist is refused, in files as in the environment. Environment variables without `__` are not ours, but for the short names below, `{{ConfigurationSources.FileVariable}}`, and `CRAWLER_DEBUG=1`, which shows the stack trace of an unexpected error.

        `crawler config show` prints every key with its value, its default, and where the value came from. Secrets are never shown: a token is "set", and a store's location comes without its password. A campaign file says itself how its campaign measures (docs/campaigns.md); of the keys here only the store, the state folder and the spool's limit hold for it, and only where it says nothing.

        ```json
        {
          "$schema": "https://raw.example/schemas/appsettings.schema.json",
          "Store": { "Location": "Host=db.example;Username=crawler;Database=crawler" },
          "Crawl": { "NumWant": 80, "Families": "both" },
          "Network": { "UserAgent": "Swarm census, University of Example, census@example.edu" },
          "Web": { "Listen": "http://127.0.0.1:8420", "PublicStatus": true }
        }
        ```

        """;

    /// <summary>The whole page.</summary>
    public static string Text { get; } = Make();

    private static string Make()
    {
        var page = new StringBuilder(Introduction.Replace("\r", "", StringComparison.Ordinal));
        foreach (var section in Keys.All.GroupBy(key => key.Section))
        {
            page.Append('\n').Append($"## {section.Key}\n\n| Key | Default | Allowed | What it is |\n|---|---|---|---|\n");
            foreach (var key in section)
            {
                var alias = key.Alias is { } name ? $" Also `{name}`." : "";
                var secret = key.IsSecret ? " A secret." : "";
                page.Append($"| `{key.Name}` | {(key.DefaultText is { } text ? $"`{text}`" : "–")} | {key.Allowed} | {key.Description}{alias}{secret} |\n");
            }
        }

        return page.ToString();
    }
}
