using Crawler.Statistics.Occasions;
using Crawler.Statistics.Sizes;

namespace Crawler.Statistics.OpenPopulations;

/// <summary>Jolly–Seber's occasions as estimates that can be printed and stored beside the others.</summary>
public static class JollySeberSize
{
    /// <summary>
    /// An estimate for each occasion that has one. A survival above 1 and arrivals below 0 are chance, and are given as 1 and 0.
    /// The counts with it are of that occasion alone: D = n, and T is the length of the whole series.
    /// </summary>
    public static IReadOnlyList<(int Occasion, SizeEstimate Size)> Estimates(JollySeberCounts counts) =>
    [
        .. JollySeber.Estimate(counts)
            .Where(row => row.Size is not null)
            .Select(row => (row.Occasion, Of(row, counts))),
    ];

    private static SizeEstimate Of(JollySeberOccasion row, JollySeberCounts counts)
    {
        var (size, interval) = (row.Size!.Value, row.Interval!.Value);
        return new SizeEstimate
        {
            Method = SizeMethod.JollySeber,
            Size = size.Value,
            Low = interval.Low,
            High = interval.High,
            StandardError = size.StandardError,
            Occasions = counts.Seen.Count,
            Announces = counts.Seen.Count,
            Sightings = (long)row.Seen,
            Distinct = (long)row.Seen,
            SampledShare = counts.SampledShare,
            Survival = row.Survival is { } survival ? Math.Min(1, survival.Value) : null,
            Arrivals = row.Arrivals is { } arrivals ? Math.Max(0, arrivals) : null,
            Flags = (interval.High is null ? SizeFlags.Unbounded : 0) | (counts.SampledShare < 1 ? SizeFlags.Sampled : 0),
        };
    }
}
