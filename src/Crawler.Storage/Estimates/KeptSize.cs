using Crawler.Statistics.Sizes;

namespace Crawler.Storage.Estimates;

/// <summary>An estimate as a store keeps it, so that one made again can be compared with one that was kept.</summary>
public static class KeptSize
{
    /// <summary>
    /// The same without what is no measurement: an infinity or a NaN is null. SQLite would make a NaN null by itself, and refuse
    /// the batch where null is not allowed.
    /// </summary>
    public static SizeEstimate Of(SizeEstimate size) => size with
    {
        Size = Finite(size.Size),
        // Without a number the least that is known is what was seen.
        Low = Finite(size.Low) ?? size.Distinct,
        High = Finite(size.High),
        StandardError = Finite(size.StandardError),
        Vmr = Finite(size.Vmr),
        Rho = Finite(size.Rho),
        Coverage = Finite(size.Coverage),
        FakeShare = Finite(size.FakeShare),
        SampledShare = Finite(size.SampledShare) ?? 1,
        Survival = Finite(size.Survival),
        Arrivals = Finite(size.Arrivals),
    };

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
