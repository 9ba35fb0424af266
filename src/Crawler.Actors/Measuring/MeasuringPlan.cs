using Crawler.Statistics.Planning;
using Crawler.Statistics.Sizes;

namespace Crawler.Actors.Measuring;

/// <summary>
/// How well swarms are to be measured, and what that may cost. Without a goal a crawl announces for ever at the trackers'
/// own pace (<see cref="None"/>); with one it looks at each swarm until the goal is reached, and then leaves it.
/// </summary>
public sealed record MeasuringPlan
{
    /// <summary>No goal: every tracker is called whenever its interval is over.</summary>
    public static readonly MeasuringPlan None = new();

    /// <summary>
    /// E[S]: how long a peer stays on average. 162 min is the mean of the Weibull sessions (shape 0.38, scale 42.4 min) of
    /// docs/statistics.md; a measurement that takes more than a tenth of it is flagged as open.
    /// </summary>
    public static readonly TimeSpan UsualSession = TimeSpan.FromMinutes(162);

    /// <summary>No interval from fewer looks is believed.</summary>
    public const int FewestLooks = 4;

    /// <summary>Half the width of the interval over the size: 0.05 is ±5 %; null if that is no goal.</summary>
    public double? Precision { get; init; }

    /// <summary>Share of the swarm to be seen, 0–1; null if that is no goal.</summary>
    public double? Coverage { get; init; }

    /// <summary>Measured again so often, from begin to begin; null for once.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>Whether to look more often than the tracker's interval; null: never.</summary>
    public Burst? Burst { get; init; }

    /// <summary>Peer ids we appear under; each keeps every tracker's interval for itself.</summary>
    public int Identities { get; init; } = 1;

    /// <summary>Announces at most, for one tracker and one measurement.</summary>
    public int Budget { get; init; } = 1000;

    /// <summary>Whether trackers are asked about an infohash that nobody registered, to see whether they make peers up.</summary>
    public bool Canaries { get; init; }

    /// <summary>Whether the counts trackers claim are enough: they are scraped, not announced to, and name no peer.</summary>
    public bool CountsOnly { get; init; }

    /// <summary>E[S], as assumed.</summary>
    public TimeSpan Session { get; init; } = UsualSession;

    /// <summary>Length of the window a snapshot is made of where the plan sets no end to it.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Whether there is an end to a measurement.</summary>
    public bool HasGoal => Precision is not null || Coverage is not null || Burst is not null || Every is not null;

    /// <summary>Announces at most to one tracker in one round.</summary>
    public int MostLooks => Burst is { } burst ? Math.Min(burst.Looks, Budget) : Budget;

    /// <summary>Whether a tracker was looked at enough in this round, and why.</summary>
    /// <param name="estimate">Of this tracker and round.</param>
    /// <param name="looks">Announces so far.</param>
    public StopReason Judge(SizeEstimate estimate, int looks)
    {
        if (estimate.Method == SizeMethod.Enumerated) return StopReason.Enumerated;
        // A tracker that makes peers up, or names none, is worth no further look.
        if (looks >= FewestLooks && (estimate.Flags.HasFlag(SizeFlags.Fabricated) || estimate.Distinct == 0)) return StopReason.NoGain;
        // Without either goal a burst is its own goal, and without a burst one look is.
        if (Precision is null && Coverage is null) return looks >= (Burst is null ? 1 : MostLooks) ? StopReason.BudgetSpent : StopReason.GoOn;
        if (looks >= MostLooks) return StopReason.BudgetSpent;
        var precise = Precision is { } precision ? Judge(estimate, new StoppingRule { HalfWidth = precision }) : StopReason.Covered;
        return precise != StopReason.GoOn && Coverage is { } coverage ? Judge(estimate, new StoppingRule { Coverage = coverage }) : precise;
    }

    private static StopReason Judge(SizeEstimate estimate, StoppingRule rule) => (rule with { Budget = int.MaxValue }).Judge(estimate);
}
