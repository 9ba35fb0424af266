using Crawler.Statistics.Intervals;
using Crawler.Statistics.Occasions;
using Crawler.Statistics.Sizes;

namespace Crawler.Statistics.Unions;

/// <summary>
/// How many peers several trackers have between them. Trackers are not independent lists (a client that follows BEP 12 stops at
/// the first that answers), so nothing is inferred from how their members overlap; only from what share of its own peers each showed.
/// <para>
/// A peer seen on c trackers weighs 1 − (1 − 1/π)^c: with many trackers that share their peers and show few of them, weights of either sign
/// grow large. Simulated with N = 1 000 on all of them and T = 10 of k = 50 (π = 0.4): four trackers are unbiased, intervals
/// hold in 99 of 100; eight have a median of 1.006 and a mean of 1.06 times the truth, intervals hold in 91 of 100. With π = 0.8 eight are exact.
/// </para>
/// </summary>
public static class UnionEstimator
{
    /// <summary>The union, by <see cref="UnionSum"/>, with the interval of <see cref="UnionJackknife"/>.</summary>
    /// <param name="sample">Who was seen where.</param>
    /// <param name="members">The trackers, in the sample's order. Those whose share is not known, or that lie, are left out, and the estimate is flagged partial.</param>
    public static SizeEstimate Estimate(UnionSample sample, IReadOnlyList<UnionMember> members)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(members.Count, sample.Members.Count);
        var counted = 0UL;
        for (var j = 0; j < members.Count; j++)
            if (members[j].Counts) counted |= 1UL << j;
        var flags = counted == OccasionMask.First(members.Count) ? SizeFlags.None : SizeFlags.Partial;
        if (counted == 0) return AtLeast(sample, members) with { Flags = flags };

        var counts = new UnionCounts(sample, counted);
        var share = sample.SampledShare;
        var distinct = counts.Distinct;
        var shares = members.Select(member => member.DetectionShare ?? 1).ToArray();
        // By chance the sum may fall below what was seen; the union cannot.
        var size = Math.Max(distinct, UnionSum.Of(counts.Patterns, shares));
        var (variance, freedom) = UnionJackknife.ReciprocalVariance(counts, members, shares, size);
        var counting = members.Where(member => member.Counts).ToArray();
        var estimate = new SizeEstimate
        {
            Method = SizeMethod.Union,
            Size = size / share,
            Occasions = counting.Sum(member => member.Occasions.Occasions),
            Announces = counting.Sum(member => member.Occasions.Announces),
            Sightings = (long)(counting.Sum(member => member.Occasions.Sightings) / share),
            Distinct = (long)(distinct / share),
            Coverage = size > 0 ? distinct / size : null,
            SampledShare = share,
            Flags = flags | Inherited(counting, share),
        };
        if (size == 0) return estimate with { High = 0, StandardError = 0 };

        // A share s of the peers, drawn by hash, adds N(1−s)/s to the variance of N.
        var sampling = size * (1 - share) / (share * share);
        var total = (variance * Math.Pow(size, 4) / (share * share)) + sampling;
        var interval = OccasionJackknife.Interval(size / share, total / Math.Pow(size / share, 4), freedom, share < 1 ? 0 : distinct);
        return estimate with
        {
            Low = Math.Floor(interval.Low),
            High = interval.High is { } high ? Math.Ceiling(high) : null,
            StandardError = Math.Sqrt(total),
            Flags = estimate.Flags | (interval.High is null ? SizeFlags.Unbounded : 0),
        };
    }

    /// <summary>No tracker's share is known: there are at least as many as those that do not lie have named.</summary>
    private static SizeEstimate AtLeast(UnionSample sample, IReadOnlyList<UnionMember> members)
    {
        var heard = 0UL;
        for (var j = 0; j < members.Count; j++)
            if (!members[j].Estimate.IsSuspect) heard |= 1UL << j;
        var distinct = (long)(new UnionCounts(sample, heard).Distinct / sample.SampledShare);
        return new SizeEstimate
        {
            Method = distinct > 0 ? SizeMethod.AtLeast : SizeMethod.None,
            Low = distinct,
            Distinct = distinct,
            SampledShare = sample.SampledShare,
        };
    }

    /// <summary>What is true of a member and of the union with it.</summary>
    private static SizeFlags Inherited(UnionMember[] members, double share)
    {
        var flags = share < 1 ? SizeFlags.Sampled : SizeFlags.None;
        foreach (var member in members)
            flags |= member.Estimate.Flags & (SizeFlags.Open | SizeFlags.Overdispersed | SizeFlags.FewOccasions | SizeFlags.FewRecaptures);
        return flags;
    }
}
