using System.CommandLine;
using Crawler.Host.Configuration;
using Crawler.Host.Options;
using Crawler.Storage;

namespace Crawler.Host.Stores;

/// <summary><c>--store LOCATION</c>: PostgreSQL or the embedded file.</summary>
public static class StoreOption
{
    /// <summary>Names the store where the option is not given.</summary>
    public const string EnvironmentVariable = "CRAWLER_STORE";

    /// <summary>The embedded store of a first try, in the current folder.</summary>
    public const string DefaultLocation = "crawler.db";

    /// <summary>A new option; each verb has its own.</summary>
    public static Option<StoreLocation?> Create() => OptionText.Single<StoreLocation>(
        "--store",
        "LOCATION",
        $"postgres://USER:PASSWORD@HOST/DATABASE, or the path of an embedded SQLite file. [default: ${EnvironmentVariable} or key Store:Location, else {DefaultLocation}]",
        TryRead);

    /// <summary>The store asked for.</summary>
    public static StoreLocation LocationOf(StoreLocation? given) => given ?? CrawlerConfiguration.Current.Value(Keys.Store);

    /// <summary>Reads a location as people write it; what is wrong with it is told without repeating it.</summary>
    internal static bool TryRead(string text, out StoreLocation location, out string? problem)
    {
        location = null!;
        problem = null;
        try
        {
            location = StoreLocation.Parse(text);
        }
        catch (StoreException error)
        {
            problem = error.Message;
        }

        return problem is null;
    }
}
