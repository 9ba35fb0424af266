using System.CommandLine;
using Crawler.Host.Crawling;
using Crawler.Host.Formatting;
using Crawler.Storage.Spool;

namespace Crawler.Host.Options;

/// <summary>Where a crawl keeps what is not in the store yet, and how much of it.</summary>
internal sealed class StateOptions
{
    /// <summary>Names the folder where the option is not given.</summary>
    public const string EnvironmentVariable = "CRAWLER_STATE";

    /// <summary>The folder of a first try, in the current one.</summary>
    public const string DefaultFolder = "crawler-state";

    private readonly Option<string?> _folder = OptionText.Single<string>(
        "--state",
        "DIR",
        $"What is not in the store yet, kept from a crash: results while the store is away, calls that were made. [default: ${EnvironmentVariable}, else {DefaultFolder}]",
        (string text, out string value, out string? problem) =>
        {
            value = text;
            problem = text.Trim().Length > 0 ? null : "a folder is needed";
            return problem is null;
        });

    private readonly Option<long?> _limit = OptionText.Single<long?>(
        "--spool-limit",
        "SIZE",
        $"Disk for results while the store is away; when it is full, calls wait. [default: {Sizes.Format(SpoolOptions.DefaultLimit)}]",
        SizeReader.TryRead);

    private readonly Option<bool> _sync = new("--spool-sync")
    {
        Description = "Force each result that waits on disk to the disk itself, so that it survives a power cut too.",
    };

    /// <summary>Adds the options to a verb.</summary>
    public StateOptions(Command verb)
    {
        verb.Add(_folder);
        verb.Add(_limit);
        verb.Add(_sync);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> All => [_folder, _limit, _sync];

    /// <summary>What was asked for.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="folder">The folder where the command line names none; null for the environment's or the default.</param>
    /// <param name="limit">The disk where the command line says nothing; null for the default.</param>
    public StatePlace Read(ParseResult parse, string? folder = null, long? limit = null)
    {
        var named = Environment.GetEnvironmentVariable(EnvironmentVariable);
        return new StatePlace(
            parse.GetValue(_folder) ?? folder ?? (string.IsNullOrWhiteSpace(named) ? DefaultFolder : named),
            new SpoolOptions { Limit = parse.GetValue(_limit) ?? limit ?? SpoolOptions.DefaultLimit, SyncToDisk = parse.GetValue(_sync) });
    }
}
