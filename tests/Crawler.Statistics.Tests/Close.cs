using Crawler.Statistics.Estimators;

namespace Crawler.Statistics.Tests;

/// <summary>Whether a result is a published one: one part in a thousand, or what was printed where that is coarser.</summary>
internal static class Close
{
    public static void To(double expected, double? actual, double relative = 1e-3) =>
        Assert.InRange(Assert.NotNull(actual), expected - (Math.Abs(expected) * relative), expected + (Math.Abs(expected) * relative));

    /// <summary>As many digits as were printed.</summary>
    public static void Printed(double expected, double? actual, int digits) =>
        Assert.InRange(Assert.NotNull(actual), expected - (0.501 * Math.Pow(10, -digits)), expected + (0.501 * Math.Pow(10, -digits)));

    public static void To(double value, double standardError, PointEstimate? actual)
    {
        To(value, actual?.Value);
        To(standardError, actual?.StandardError);
    }
}
