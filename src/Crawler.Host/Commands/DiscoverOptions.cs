using System.CommandLine;
using Crawler.Host.Discovery;
using Crawler.Host.Formatting;
using Crawler.Host.Options;
using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;

namespace Crawler.Host.Commands;

/// <summary>The options of <c>crawler discover</c>.</summary>
internal sealed class DiscoverOptions
{
    private const int MostTop = 1_000_000;

    private readonly Option<long?> _minSeeders = Count("--min-seeders", "Only swarms that claim so many seeders at least.");
    private readonly Option<long?> _minPeers = Count("--min-peers", "Only swarms that claim so many seeders and leechers together at least.");
    private readonly Option<long?> _maxPeers = Count("--max-peers", "Only swarms that claim so many seeders and leechers together at most.");
    private readonly Option<long?> _minDownloads = Count("--min-downloads", "Only swarms that claim so many completed downloads at least.");
    private readonly Option<long?> _limit = OptionText.Single("--limit", "N", "Stop after so many new swarms; the rest of the answer is not read.", NumberText.Between("a number of swarms", 1, long.MaxValue));
    private readonly Option<long?> _top = OptionText.Single("--top", "N", "Only the N largest, by seeders and leechers together, the largest first.", NumberText.Between("a number of swarms", 1, MostTop));
    private readonly Option<string?> _output = new("--output", "-o") { HelpName = "FILE", Description = "Write the list to this new file. [default: standard output]" };
    private readonly Option<bool> _resume = new("--resume") { Description = "The file may be there already: add what it lacks." };
    private readonly Option<TrackerUrl[]> _trackers = TrackerOption.Repeatable("Write magnet links that name this tracker, passkey and all, instead of infohashes. Can be given several times.");
    private readonly Option<string?> _optOut = new("--opt-out") { HelpName = "FILE", Description = "Leave out the infohashes this list names." };
    private readonly Option<long?> _maxBytes = OptionText.Single<long?>("--max-bytes", "SIZE", "Longest answer, decompressed; it is never held in memory. [default: 4GiB]", SizeReader.TryRead);
    private readonly Option<TimeSpan?> _deadline = DurationOption.Create("--deadline", "Longest time for one tracker's answer. [default: 1h]", TimeSpan.FromDays(2));

    /// <summary>Adds the options to the verb.</summary>
    public DiscoverOptions(Command verb)
    {
        foreach (var option in (Option[])[_minSeeders, _minPeers, _maxPeers, _minDownloads, _limit, _top, _output, _resume, _trackers, _optOut, _maxBytes, _deadline]) verb.Add(option);
        verb.Validators.Add(result =>
        {
            if (result.GetResult(_limit) is not null && result.GetResult(_top) is not null) result.AddError("--limit and --top exclude one another");
            if (result.GetResult(_resume) is not null && result.GetResult(_output) is null) result.AddError("--resume needs --output FILE: the list to go on with");
        });
    }

    /// <summary>What is looked for.</summary>
    public DiscoveryOrder Order(ParseResult parse, IEnumerable<TrackerUrl> trackers) => new(
        [.. trackers.Distinct()],
        new SwarmFilter { MinSeeders = parse.GetValue(_minSeeders), MinPeers = parse.GetValue(_minPeers), MaxPeers = parse.GetValue(_maxPeers), MinDownloads = parse.GetValue(_minDownloads) },
        parse.GetValue(_limit),
        (int?)parse.GetValue(_top));

    /// <summary>What an answer may cost.</summary>
    public FullScrapeOptions Bounds(ParseResult parse, TimeSpan? silence)
    {
        var defaults = new FullScrapeOptions();
        return new FullScrapeOptions
        {
            MaxBytes = parse.GetValue(_maxBytes) ?? defaults.MaxBytes,
            Deadline = parse.GetValue(_deadline) ?? defaults.Deadline,
            Silence = silence ?? defaults.Silence,
        };
    }

    /// <summary>The list's file; null for standard output.</summary>
    public string? Output(ParseResult parse) => parse.GetValue(_output) is { } file and not "-" ? file : null;

    /// <summary>Whether the file may be there already.</summary>
    public bool Resume(ParseResult parse) => parse.GetValue(_resume);

    /// <summary>Trackers named in each line.</summary>
    public IReadOnlyList<TrackerUrl> Trackers(ParseResult parse) => parse.GetRequiredValue(_trackers);

    /// <summary>The list of infohashes left out; null for none.</summary>
    public string? OptOut(ParseResult parse) => parse.GetValue(_optOut);

    private static Option<long?> Count(string name, string description) => OptionText.Single(name, "N", description, NumberText.Between("a count", 0, long.MaxValue));
}
