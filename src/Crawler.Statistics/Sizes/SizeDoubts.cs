using Crawler.Statistics.Diagnostics;
using Crawler.Statistics.Occasions;
using MathNet.Numerics.Distributions;

namespace Crawler.Statistics.Sizes;

/// <summary>What speaks against an estimate. Self-consistency cannot catch a tracker that names the same few every time; its claims can.</summary>
internal static class SizeDoubts
{
    /// <summary>Occasions below which little can be said.</summary>
    public const int FewOccasions = 4;

    /// <summary>Recaptures n − D below which little can be said.</summary>
    public const int FewRecaptures = 20;

    /// <summary>ρ = N̂ / claimed is never far off between these, unless the estimate is sharp.</summary>
    private const double LeastRho = 0.8, MostRho = 1.25;

    /// <summary>Where the estimate is sharp a smaller deviation is enough; churn alone makes half as much in the longest window allowed.</summary>
    private const double SmallDeviation = 0.1;

    /// <summary>… if the claim is so many half-widths from the estimate, each way by its own: four standard errors, 1 in 10 000 by chance.</summary>
    private const double FarReach = 2;

    /// <summary>Chance is not believed to do what it does less often than this.</summary>
    private const double Significance = 0.001;

    /// <summary>Peers by which a claim may be off without being wrong: ourselves, and one that came or left meanwhile.</summary>
    private const double ClaimSlack = 2;

    /// <summary>W / E[S] above which a swarm changed while it was measured.</summary>
    private const double LongWindow = 0.1;

    /// <summary>Replies that have this share of all that was ever seen are the same reply.</summary>
    private const double SameReply = 0.9;

    /// <summary>The flags of an estimate.</summary>
    public static SizeFlags Of(SizeEstimate estimate, OccasionSummary occasions, SampleContext context)
    {
        var flags = SizeFlags.None;
        if (context.Fabricates) flags |= SizeFlags.Fabricated;
        if (context.WindowOverSession > LongWindow) flags |= SizeFlags.Open;
        if (occasions.SampledShare < 1) flags |= SizeFlags.Sampled;
        if (estimate.Method == SizeMethod.None) return flags;

        if (IsOffClaim(estimate, occasions, context.Claimed)) flags |= SizeFlags.ClaimMismatch;
        if (estimate.Method == SizeMethod.Enumerated)
        {
            // A whole list is a list all the same: made-up peers among it show as they do in a sample.
            return estimate.Size is { } all && BogonShare.IsSignificant(context.Listed, context.Bogons, all) ? flags | SizeFlags.Fabricated : flags;
        }


        if (IsSeedsFirst(estimate, occasions, context) || AreSeedersAlwaysNamed(estimate, occasions, context)) flags |= SizeFlags.SeedsFirst;
        if (IsFixedSubset(occasions, context)) flags |= SizeFlags.FixedSubset;
        if (estimate.Vmr > VarianceRatio.Threshold) flags |= SizeFlags.Overdispersed;
        if (occasions.Occasions < FewOccasions) flags |= SizeFlags.FewOccasions;
        if (Recaptures(occasions.Sightings, occasions.Distinct, estimate.Vmr) < FewRecaptures) flags |= SizeFlags.FewRecaptures;
        if (estimate.High is null) flags |= SizeFlags.Unbounded;
        return flags;
    }

    /// <summary>
    /// Recaptures n − D, as many as they are worth: where replies come in runs, peers are seen again by dozens at once, and one
    /// such overlap says no more than one peer does. Variance goes with VMR, so they count 1/VMR each (quasi-likelihood, Wedderburn 1974).
    /// </summary>
    public static double Recaptures(double sightings, double distinct, double? vmr) =>
        (sightings - distinct) / (vmr > VarianceRatio.Threshold ? vmr.Value : 1);

    /// <summary>
    /// The claim is off, and beyond chance: a wide interval is no evidence of a lie, and of intervals at 95 % one in twenty misses an honest
    /// claim. A whole list has no chance in it, but claims may lag behind.
    /// </summary>
    private static bool IsOffClaim(SizeEstimate estimate, OccasionSummary occasions, long? claimed)
    {
        if (claimed is not { } claim) return false;
        var size = estimate.Size ?? estimate.Low;
        if (Math.Abs(size - claim) <= (SmallDeviation * claim) + ClaimSlack) return false;
        if (estimate.Method == SizeMethod.Enumerated) return size < LeastRho * claim || size > MostRho * claim;
        return size > claim
            ? size - (FarReach * (size - estimate.Low)) > claim
            : size + (FarReach * (estimate.High - size)) < claim || AreTooManySeenAgain(estimate, occasions, claim);
    }

    /// <summary>
    /// More recaptures than a swarm of the claimed size has but once in a thousand. After a few replies the interval may have no upper
    /// end, and miss no claim; recaptures are counted against the claim itself, by lumps of VMR.
    /// </summary>
    private static bool AreTooManySeenAgain(SizeEstimate estimate, OccasionSummary occasions, double claim)
    {
        var (swarm, missed) = (claim * occasions.SampledShare, 1.0);
        foreach (var size in occasions.Sizes) missed *= 1 - Math.Min(1, size / swarm);
        var expected = occasions.Sightings - (swarm * (1 - missed));
        var lump = Math.Max(1, estimate.Vmr ?? 1);
        return expected > 0 && 1 - Poisson.CDF(expected / lump, ((occasions.Sightings - occasions.Distinct) / lump) - 1) < Significance;
    }

    /// <summary>Far fewer than claimed, beyond chance, but as many as the seeders.</summary>
    private static bool IsSeedsFirst(SizeEstimate estimate, OccasionSummary occasions, SampleContext context) =>
        estimate.Rho < LeastRho && IsOffClaim(estimate, occasions, context.Claimed)
        && context is { Complete: > 0 and { } complete, Incomplete: > 0 }
        && (estimate.Size / complete is >= LeastRho and <= MostRho || (estimate.Low <= complete && complete <= estimate.High));

    /// <summary>
    /// A reply has room for all seeders, and some leechers: each seeder is named every time. So as many peers are named every time
    /// as there are seeders, and far more than chance names; where replies come in runs, chance does so by lumps of VMR.
    /// </summary>
    private static bool AreSeedersAlwaysNamed(SizeEstimate estimate, OccasionSummary occasions, SampleContext context)
    {
        if (occasions.Occasions < FewOccasions || occasions.Frequencies.Count < occasions.Occasions) return false;
        if (estimate.Size is not { } size || context.Complete is not > 0) return false;
        var (always, complete) = (occasions.Frequencies[^1], context.Complete.Value * occasions.SampledShare);
        if (Math.Abs(always - complete) > (SmallDeviation * complete) + ClaimSlack) return false;
        var expected = size * occasions.SampledShare;
        foreach (var reply in occasions.Sizes) expected *= reply / (size * occasions.SampledShare);
        var lump = Math.Max(1, estimate.Vmr ?? 1);
        return 1 - Poisson.CDF(expected / lump, (always / lump) - 1) < Significance;
    }

    /// <summary>
    /// From three occasions on, every reply was nearly all that was ever seen, although there must be more: the tracker
    /// claims so, or, where it claims nothing, it filled its replies as far as they were asked to be filled.
    /// </summary>
    private static bool IsFixedSubset(OccasionSummary occasions, SampleContext context)
    {
        if (occasions.Occasions < 3) return false;
        var distinct = occasions.Distinct;
        foreach (var size in occasions.Sizes)
            if (size < SameReply * distinct) return false;
        var seen = distinct / occasions.SampledShare;
        return context.Claimed is { } claimed
            ? claimed > (MostRho * seen) + ClaimSlack
            : context.NumWant is > 0 and { } numWant && seen >= SameReply * numWant;
    }
}
