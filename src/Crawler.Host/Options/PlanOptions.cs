using System.CommandLine;
using Crawler.Actors;
using Crawler.Actors.Measuring;
using Crawler.Host.Terminal;

namespace Crawler.Host.Options;

/// <summary>How well swarms are to be measured and what that may cost: <c>--precision</c> and its companions.</summary>
internal sealed class PlanOptions
{
    private readonly Option<double?> _precision = OptionText.Single(
        "--precision",
        "SHARE",
        "Look at each swarm until its size is known to ±SHARE at 95 %, for example 5%; then leave it.",
        ShareText.Between("a precision", 0.005, 0.5));

    private readonly Option<double?> _coverage = OptionText.Single(
        "--coverage",
        "SHARE",
        "Look at each swarm until so much of it was seen, for example 95%; then leave it.",
        ShareText.Between("a coverage", 0.05, 0.999));

    private readonly Option<TimeSpan?> _every = DurationOption.Create(
        "--every", "Measure again so often, from begin to begin, for example 1h. [default: once]");

    private readonly Option<long?> _burst = OptionText.Single(
        "--burst",
        "N",
        "Look up to N times in a row at each swarm through each tracker, more often than its interval. Your choice, and your tracker's patience: a refusal ends it.",
        NumberText.Between("a number of looks", 2, Burst.MostLooks));

    private readonly Option<TimeSpan?> _spacing = DurationOption.Create(
        "--spacing", "Time between the looks of a burst; 10s at least towards public addresses. [default: 30s]", TimeSpan.FromHours(24));

    private readonly Option<long?> _identities = OptionText.Single(
        "--identities",
        "N",
        "Appear under N peer ids, each of which keeps the interval for itself. [default: 1]",
        NumberText.Between("a number of identities", 1, AnnounceIdentity.MostIdentities));

    private readonly Option<long?> _budget = OptionText.Single(
        "--budget", "N", "Announces at most, for one swarm at one tracker and one measurement. [default: 1000]", NumberText.Between("a number of announces", 1, 1_000_000));

    private readonly Option<bool> _noCanaries = new("--no-canaries")
    {
        Description = "Do not ask each tracker about an infohash nobody ever registered, which is done with a plan to see whether it makes peers up.",
    };

    public PlanOptions(Command verb)
    {
        foreach (var option in new Option[] { _precision, _coverage, _every, _burst, _spacing, _identities, _budget, _noCanaries }) verb.Add(option);
    }

    /// <summary>What was given on the command line.</summary>
    /// <exception cref="UserException">Options that make no sense together.</exception>
    public MeasuringPlan Read(ParseResult parse)
    {
        var burst = parse.GetValue(_burst) is { } looks ? new Burst((int)looks, parse.GetValue(_spacing) ?? TimeSpan.FromSeconds(30)) : null;
        if (burst is null && parse.GetValue(_spacing) is not null) throw new UserException("--spacing is the time between the looks of a burst: give --burst N too");
        var plan = new MeasuringPlan
        {
            Precision = parse.GetValue(_precision),
            Coverage = parse.GetValue(_coverage),
            Every = parse.GetValue(_every),
            Burst = burst,
            Identities = (int)(parse.GetValue(_identities) ?? 1),
            Budget = (int)(parse.GetValue(_budget) ?? MeasuringPlan.None.Budget),
        };
        if (!plan.HasGoal)
        {
            foreach (var option in new Option[] { _identities, _budget, _noCanaries })
                if (parse.GetResult(option) is { Implicit: false }) throw new UserException($"{option.Name} belongs to a measurement: give --precision, --coverage, --burst or --every too");
        }

        return plan with { Canaries = plan.HasGoal && !parse.GetValue(_noCanaries) };
    }
}
