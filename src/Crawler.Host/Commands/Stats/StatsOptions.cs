using System.CommandLine;
using Crawler.Host.Options;
using Crawler.Host.Stores;
using Crawler.Host.Targets;
using Crawler.Host.Terminal;
using Crawler.Storage;
using Crawler.Storage.Reports.Stats;

namespace Crawler.Host.Commands.Stats;

/// <summary>What all topics take.</summary>
internal sealed class StatsOptions
{
    private readonly Option<StoreLocation?> _store = StoreOption.Create();
    private readonly Option<Moment?> _since = MomentOption.Create("--since", "Only what was measured from then on.");
    private readonly Option<Moment?> _until = MomentOption.Create("--until", "Only what was measured before then.");
    private readonly Option<long?> _offset = OptionText.Single("--offset", "HOURS", "Hours to add to UTC in profiles of the week. [default: 0]", NumberText.Between("an offset", -14, 14));
    private readonly Option<long?> _top = OptionText.Single("--top", "N", "Rows to show of a long table. [default: 20]", NumberText.Between("a number of rows", 1, int.MaxValue));
    private readonly Option<bool> _json = JsonOption.Create();
    private readonly Option<bool> _csv = new("--csv") { Description = "Print CSV (RFC 4180) with a header instead of text." };

    /// <summary>Adds them to the verb and, as they hold wherever they stand, to the verbs below it.</summary>
    public StatsOptions(Command verb)
    {
        foreach (Option option in new Option[] { _store, _since, _until, _offset, _top, _json, _csv })
        {
            option.Recursive = true;
            verb.Add(option);
        }

        Check(verb);
    }

    /// <summary>The operands of one topic.</summary>
    public Argument<string[]> AddTargets(Command topic)
    {
        var targets = new Argument<string[]>("TARGET") { Description = "Only these torrents, given as for crawl. [default: all]", Arity = ArgumentArity.ZeroOrMore };
        topic.Add(targets);
        Check(topic);
        return targets;
    }

    /// <summary>Where the store is.</summary>
    public StoreLocation Location(ParseResult parse) => StoreOption.LocationOf(parse.GetValue(_store));

    /// <summary>Whether JSON is asked for.</summary>
    public bool Json(ParseResult parse) => parse.GetValue(_json);

    /// <summary>Whether CSV is asked for.</summary>
    public bool Csv(ParseResult parse) => parse.GetValue(_csv);

    /// <summary>What is asked.</summary>
    public async Task<StatsRequest> ReadAsync(
        ParseResult parse, Argument<string[]>? operands, DateTimeOffset now, CancellationToken cancellation)
    {
        var scope = StatsScope.All with { Since = parse.GetValue(_since)?.At(now), Until = parse.GetValue(_until)?.At(now) };
        if (scope.Since >= scope.Until) throw new UserException("--since is not before --until: nothing lies between");
        if (operands is not null && parse.GetValue(operands) is { Length: > 0 } targets)
        {
            var set = await TargetSet.ReadAsync(targets, CommandConsole.Of(parse).Input, cancellation);
            if (set.Problems.Count > 0) throw new UserException(set.Problems[0].ToString());
            scope = scope with { Only = [.. set.Targets.Select(target => target.InfoHash)] };
        }

        return new StatsRequest(scope, TimeSpan.FromHours(parse.GetValue(_offset) ?? 0), (int)(parse.GetValue(_top) ?? 20));
    }

    private void Check(Command verb) => verb.Validators.Add(result =>
    {
        if (result.GetValue(_json) && result.GetValue(_csv)) result.AddError("--json and --csv exclude each other");
    });
}
