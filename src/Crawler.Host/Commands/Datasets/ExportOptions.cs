using System.CommandLine;
using Crawler.Datasets.Formats;
using Crawler.Host.Options;
using Crawler.Host.Stores;
using Crawler.Host.Targets;
using Crawler.Host.Terminal;
using Crawler.Storage;
using Crawler.Storage.Datasets;

namespace Crawler.Host.Commands.Datasets;

/// <summary>What <c>export</c> takes.</summary>
internal sealed class ExportOptions
{
    private readonly Option<DatasetTable[]> _tables = OptionText.Repeatable("--table", "TABLE", "Only this table: announces, sightings, estimates or tracker_hours; repeatable. [default: all]", (string text, out DatasetTable value, out string? problem) =>
    {
        var found = DatasetSchema.Tables.Where(table => DatasetSchema.NameOf(table) == text).Select(table => (DatasetTable?)table).FirstOrDefault();
        value = found ?? default;
        problem = found is null ? $"'{text}' is no table: write {string.Join(", ", DatasetSchema.Tables.Select(DatasetSchema.NameOf))}" : null;
        return problem is null;
    });

    private readonly Option<DatasetFormat?> _format = new("--format") { HelpName = "FORMAT", Description = "parquet, csv or jsonl. [default: parquet]" };
    private readonly Option<Moment?> _since = MomentOption.Create("--since", "Only what was so from then on.");
    private readonly Option<Moment?> _until = MomentOption.Create("--until", "Only what was so before then.");
    private readonly Option<string[]> _torrents = new("--torrent") { HelpName = "TARGET", Description = "Only these torrents, given as for crawl; repeatable. [default: all]" };
    private readonly Option<string?> _tracker = new("--tracker") { HelpName = "TEXT", Description = "Only trackers whose URL holds this. [default: all]" };
    private readonly Option<long?> _fewest = OptionText.Single("--k", "N", "Withhold addresses of networks (/24, /48) with fewer distinct addresses than this. [default: 1, none]", NumberText.Between("a number of addresses", 1, 1_000_000));
    private readonly Option<bool> _replies = new("--replies") { Description = "Also the peers of each reply, under their pseudonyms: whoever imports them can make the estimates again (campaign replay)." };
    private readonly Option<StoreLocation?> _store = StoreOption.Create();
    private readonly Option<bool> _json = JsonOption.Create();

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Verb verb)
    {
        foreach (Option option in new Option[] { _tables, _format, _since, _until, _torrents, _tracker, _fewest, _replies, _store, _json }) verb.Add(option);
    }

    /// <summary>Where the store is.</summary>
    public StoreLocation Location(ParseResult parse) => StoreOption.LocationOf(parse.GetValue(_store));

    /// <summary>Whether JSON is asked for.</summary>
    public bool Json(ParseResult parse) => parse.GetValue(_json);

    /// <summary>The tables asked for.</summary>
    public IReadOnlyList<DatasetTable> Tables(ParseResult parse) => parse.GetValue(_tables) is { Length: > 0 } some ? [.. some.Distinct()] : DatasetSchema.Tables;

    /// <summary>The format asked for.</summary>
    public DatasetFormat Format(ParseResult parse) => parse.GetValue(_format) ?? DatasetFormat.Parquet;

    /// <summary>The rows asked for.</summary>
    public async Task<DatasetFilter> FilterAsync(ParseResult parse, DateTimeOffset now, CancellationToken cancellation)
    {
        var filter = new DatasetFilter
        {
            Since = parse.GetValue(_since)?.At(now),
            Until = parse.GetValue(_until)?.At(now),
            Tracker = parse.GetValue(_tracker),
            FewestInNetwork = (int)(parse.GetValue(_fewest) ?? 1),
            WithReplies = parse.GetValue(_replies),
        };
        if (filter is { WithReplies: true, FewestInNetwork: > 1 }) throw new UserException("--replies names every peer, those that --k withholds too: give one of them");
        if (filter.Since >= filter.Until) throw new UserException("--since is not before --until: nothing lies between");
        if (parse.GetValue(_torrents) is not { Length: > 0 } torrents) return filter;
        var set = await TargetSet.ReadAsync(torrents, CommandConsole.Of(parse).Input, cancellation);
        if (set.Problems.Count > 0) throw new UserException(set.Problems[0].ToString());
        return filter with { Torrents = [.. set.Targets.Select(target => target.InfoHash)] };
    }
}
