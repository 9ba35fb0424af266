using System.Text.RegularExpressions;
using Crawler.Host.Campaigns.Yaml;
using Crawler.Storage;

namespace Crawler.Host.Campaigns;

/// <summary>Reads <c>store:</c>, the one place where environment variables are filled in, since passwords do not belong into files.</summary>
internal static partial class StoreValue
{
    private const string SqlitePrefix = "sqlite:";

    public static StoreLocation? Read(SectionReader root, string folder, Func<string, string?> environment) =>
        root.Read("store", (string text, out StoreLocation value, out string? problem) =>
        {
            value = null!;
            problem = null;
            try
            {
                value = Resolved(StoreLocation.Parse(Filled(text, environment)), folder);
            }
            catch (StoreException error)
            {
                problem = error.Message;
            }
            catch (KeyNotFoundException missing)
            {
                problem = missing.Message;
            }

            return problem is null;
        });

    private static string Filled(string text, Func<string, string?> environment) => Variable().Replace(text, match =>
    {
        var name = match.Groups[1].Value;
        return environment(name) ?? throw new KeyNotFoundException($"the environment variable {name} is not set");
    });

    /// <summary>An embedded store is a file beside the campaign's.</summary>
    private static StoreLocation Resolved(StoreLocation location, string folder) => location.Provider == StoreProvider.Sqlite
        ? StoreLocation.Parse(SqlitePrefix + Path.Combine(folder, location.ToString()[SqlitePrefix.Length..]))
        : location;

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Variable();
}
