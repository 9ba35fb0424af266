using Crawler.Statistics.Diagnostics;
using Crawler.Statistics.Estimators;
using Crawler.Statistics.Intervals;
using Crawler.Statistics.Occasions;

namespace Crawler.Statistics.Sizes;

/// <summary>
/// Which number and which interval are printed for one tracker's view of a swarm, and what is to be said against them:
/// a whole list is counted; without a recapture there is only "at least"; else Darroch, with the textbook interval where
/// replies overlap as evenly as random draws do (<see cref="VarianceRatio"/>), and with the jackknife where they do not.
/// </summary>
public static class SizeEstimator
{
    /// <summary>The size of the swarm behind these occasions.</summary>
    public static SizeEstimate Estimate(OccasionSummary occasions, SampleContext context)
    {
        var estimate = context.Enumerated && occasions.Occasions > 0 ? Enumerated(occasions)
            : occasions.Distinct == 0 ? new SizeEstimate { Method = SizeMethod.None }
            : Sampled(occasions, context);
        var share = occasions.SampledShare;
        estimate = estimate with
        {
            Occasions = occasions.Occasions,
            Announces = occasions.Announces,
            Sightings = Scale(occasions.Sightings, share),
            Distinct = Scale(occasions.Distinct, share),
            SeenOnce = Scale(Coverage.Frequency(occasions, 1), share),
            SeenTwice = Scale(Coverage.Frequency(occasions, 2), share),
            SampledShare = share,
            Rho = estimate.Size is { } size && context.Claimed is > 0 and { } claimed ? size / claimed : null,
        };
        return estimate with { Flags = estimate.Flags | SizeDoubts.Of(estimate, occasions, context) };
    }

    /// <summary>The last list is the swarm as it is; earlier ones are how it was.</summary>
    private static SizeEstimate Enumerated(OccasionSummary occasions)
    {
        var size = occasions.Sizes[^1] / occasions.SampledShare;
        return new SizeEstimate { Method = SizeMethod.Enumerated, Size = size, Low = size, High = size, StandardError = 0, Coverage = 1 };
    }

    private static SizeEstimate Sampled(OccasionSummary occasions, SampleContext context)
    {
        var share = occasions.SampledShare;
        var plain = Darroch.Estimate(occasions);
        var fakes = FakeCorrection.Of(occasions, context, plain?.Value / share);
        var (sizes, unique, distinct) = fakes.Apply(occasions);
        var estimate = new SizeEstimate
        {
            Method = SizeMethod.AtLeast,
            Vmr = VarianceRatio.Of(occasions),
            Coverage = Coverage.ChaoJost(occasions),
            FakeShare = fakes.Share,
            Flags = fakes.Flags,
        };
        if (Darroch.Estimate(sizes, distinct) is not { } darroch) return estimate with { Low = Math.Floor(distinct / share) };

        // Of a sample, or where some were made up, D is no longer certain: the interval is about nothing then.
        var counted = share < 1 || fakes.Corrects ? 0 : distinct;
        // 1/N̂ moves by dθ = dN/N²; both kinds of interval are made from variances of either.
        var (size, extra) = (darroch.Value, fakes.Variance(occasions));
        var kept = (size / share, size * (1 - share) / (share * share));
        if (estimate.Vmr > VarianceRatio.Threshold && OccasionJackknife.ReciprocalVariance(sizes, unique, distinct, size) is { } reciprocal)
        {
            var variance = ((reciprocal * Math.Pow(size, 4)) + extra) / (share * share) + kept.Item2;
            var interval = OccasionJackknife.Interval(kept.Item1, variance / Math.Pow(kept.Item1, 4), sizes.Length - 1, counted);
            if (counted > 0 && OccasionJackknife.MayHaveSeenAll(size - distinct, estimate.Vmr.Value)) interval = interval with { Low = counted };
            return With(estimate, SizeMethod.DarrochJackknife, kept.Item1, variance, interval);
        }
        else
        {
            // A little more spread than even sampling has is no reason to leave the model, but widens what it says: opentracker's
            // replies have 1.14 of it at N = 100 000 and k = 200, where intervals that stop at ±5 % held in 90 of 100 without this.
            var spread = Math.Max(1, estimate.Vmr ?? 1);
            var variance = darroch.Variance is { } own ? (((own * spread) + extra) / (share * share)) + kept.Item2 : (double?)null;
            var interval = LogNormalInterval.About(new PointEstimate(kept.Item1, variance), counted);
            return With(estimate, SizeMethod.Darroch, kept.Item1, variance, interval);
        }
    }

    /// <summary>A swarm has a whole number of peers; an interval about a swarm of which all was seen would else begin just above it.</summary>
    private static SizeEstimate With(SizeEstimate estimate, SizeMethod method, double size, double? variance, Interval interval) => estimate with
    {
        Method = method,
        Size = size,
        Low = Math.Floor(interval.Low),
        High = interval.High is { } high ? Math.Ceiling(high) : null,
        StandardError = variance is { } known ? Math.Sqrt(known) : null,
    };

    private static long Scale(long count, double share) => (long)(count / share);
}
