using Crawler.Statistics.Sizes;

namespace Crawler.Statistics.Intervals;

/// <summary>How many standard errors an interval of <see cref="SizeEstimate.Level"/> reaches to either side.</summary>
public static class Quantiles
{
    private const double Upper = (1 + SizeEstimate.Level) / 2;

    /// <summary>Found by search, and asked for with every estimate.</summary>
    private static readonly double[] StudentByFreedom =
        [.. Enumerable.Range(1, 128).Select(freedom => MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, freedom, Upper))];

    /// <summary>Of the normal distribution: 1.96.</summary>
    public static double Normal { get; } = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, Upper);

    /// <summary>Of Student's t.</summary>
    /// <param name="freedom">Degrees of freedom; at least 1, need not be whole.</param>
    public static double StudentT(double freedom)
    {
        var whole = (int)freedom;
        return whole == freedom && whole <= StudentByFreedom.Length
            ? StudentByFreedom[whole - 1]
            : MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, freedom, Upper);
    }
}
