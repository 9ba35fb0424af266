using Crawler.Statistics.Diagnostics;
using Crawler.Statistics.Estimators;
using Crawler.Statistics.Occasions;

namespace Crawler.Statistics.Sizes;

/// <summary>
/// Takes made-up peers out of the counts where bogons show that there are some: k(1−φ), and, since a made-up peer is never
/// named twice, D − φn. Bogons themselves are no longer in the counts, so φ here is the share among the rest.
/// </summary>
internal readonly struct FakeCorrection
{
    private readonly double _amongTheRest;
    private readonly double _error;

    private FakeCorrection(double? share, double amongTheRest, double error) => (Share, _amongTheRest, _error) = (share, amongTheRest, error);

    /// <summary>φ̂ of what was listed; null if that is unknown.</summary>
    public double? Share { get; }

    /// <summary>Whether anything is taken out.</summary>
    public bool Corrects => _amongTheRest > 0;

    /// <summary>What to say of it.</summary>
    public SizeFlags Flags => Corrects ? SizeFlags.BogonCorrected | SizeFlags.Fabricated : SizeFlags.None;

    /// <summary>The correction for a sample: none unless there are significantly many bogons.</summary>
    /// <param name="occasions">The sample.</param>
    /// <param name="context">How many bogons there were.</param>
    /// <param name="size">N̂ before it is corrected; null if there is none.</param>
    public static FakeCorrection Of(OccasionSummary occasions, SampleContext context, double? size)
    {
        if (BogonShare.Estimate(context.Listed, context.Bogons) is not { } share) return default;
        // Where nobody was seen twice the tracker's word is the best there is, unless more than that was seen.
        var known = size ?? Math.Max(occasions.Distinct / occasions.SampledShare, context.Claimed ?? 0);
        if (!BogonShare.IsSignificant(context.Listed, context.Bogons, known)) return new FakeCorrection(share, 0, 0);
        return new FakeCorrection(share, BogonShare.AmongTheRest(share), BogonShare.StandardError(context.Listed, context.Bogons));
    }

    /// <summary>k_i, u_i and D without what was made up.</summary>
    public (double[] Sizes, double[] Unique, double Distinct) Apply(OccasionSummary occasions) => Apply(occasions, _amongTheRest);

    /// <summary>What not knowing φ exactly adds to the variance of N̂, peers²: (dN̂/dφ)² Var φ̂.</summary>
    public double Variance(OccasionSummary occasions)
    {
        if (_amongTheRest == 0) return 0;
        var step = Math.Min(_error, _amongTheRest) / 2;
        if (step == 0) return 0;
        return At(_amongTheRest + step) is { } more && At(_amongTheRest - step) is { } less
            ? Math.Pow((more - less) / (2 * step) * _error, 2)
            : 0;

        double? At(double share)
        {
            var (sizes, _, distinct) = Apply(occasions, share);
            return Darroch.Root(sizes, distinct);
        }
    }

    private static (double[] Sizes, double[] Unique, double Distinct) Apply(OccasionSummary occasions, double share)
    {
        // An occasion that named nobody says nothing, and must not count as a degree of freedom.
        var held = Enumerable.Range(0, occasions.Occasions).Where(i => occasions.Sizes[i] > 0).ToArray();
        return (
            Array.ConvertAll(held, i => occasions.Sizes[i] * (1 - share)),
            Array.ConvertAll(held, i => Math.Max(0, occasions.Unique[i] - (share * occasions.Sizes[i]))),
            Math.Max(0, occasions.Distinct - (share * occasions.Sightings)));
    }
}
