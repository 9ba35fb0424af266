using System.CommandLine;
using Crawler.Host.Configuration;
using Crawler.Host.Crawling;
using Crawler.Storage.Spool;

namespace Crawler.Host.Options;

/// <summary>Where a crawl keeps what is not in the store yet, and how much of it.</summary>
internal sealed class StateOptions
{
    /// <summary>Names the folder where the option is not given.</summary>
    public const string EnvironmentVariable = "CRAWLER_STATE";

    /// <summary>The folder of a first try, in the current one.</summary>
    public const string DefaultFolder = "crawler-state";

    private readonly Flag<string> _folder = new("--state", Keys.State);

    private readonly Flag<long> _limit = new("--spool-limit", Keys.SpoolLimit);

    private readonly Flag<bool> _sync = new("--spool-sync", Keys.SpoolSync);

    /// <summary>Adds the options to a verb.</summary>
    public StateOptions(Command verb)
    {
        foreach (var option in All) verb.Add(option);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_folder.Option, _limit.Option, _sync.Option];

    /// <summary>What was asked for.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="folder">The folder where the command line names none; null for what is configured.</param>
    /// <param name="limit">The disk where the command line says nothing; null for what is configured.</param>
    public StatePlace Read(ParseResult parse, string? folder = null, long? limit = null) => new(
        _folder.IsGiven(parse) ? _folder.Read(parse) : folder ?? _folder.Read(parse),
        new SpoolOptions { Limit = _limit.IsGiven(parse) ? _limit.Read(parse) : limit ?? _limit.Read(parse), SyncToDisk = _sync.Read(parse) });
}
