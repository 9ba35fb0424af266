using Crawler.Statistics.Diagnostics;
using Crawler.Statistics.Intervals;

namespace Crawler.Statistics.Planning;

/// <summary>
/// How many announces a question costs, before they are made. Sizing a swarm costs about √N draws, listing it about N ln N.
/// N is the swarm's size, k the peers of a reply.
/// </summary>
public static class AnnounceBudget
{
    /// <summary>
    /// T for an interval of ±h: the smallest with N(eˣ − 1 − x) ≥ (1.96/h)², x = Tk/N, which is Darroch's variance for replies of one size.
    /// For small x about 1.96 √(2N) / (hk).
    /// </summary>
    /// <param name="size">N, peers; above 0.</param>
    /// <param name="reply">k, peers of a reply; above 0.</param>
    /// <param name="halfWidth">h, half the interval over the size, such as 0.05; above 0.</param>
    /// <param name="vmr">Variance ratio of the tracker; above 1.35 the budget is multiplied by it. Null if not known.</param>
    public static int ForPrecision(double size, double reply, double halfWidth, double? vmr = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(reply);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(halfWidth);
        var reach = Quantiles.Normal / halfWidth;
        var announces = Root(reach * reach / size) * size / reply;
        return Whole(announces * (vmr > VarianceRatio.Threshold ? vmr.Value : 1), least: 2);
    }

    /// <summary>T until a share c of the swarm was seen: ⌈ln(1−c) / ln(1−k/N)⌉.</summary>
    /// <param name="size">N, peers; above 0.</param>
    /// <param name="reply">k, peers of a reply; above 0.</param>
    /// <param name="coverage">c, from 0 to below 1.</param>
    public static int ForCoverage(double size, double reply, double coverage)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(reply);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(coverage, 1);
        return reply >= size ? 1 : Whole(Math.Log(1 - coverage) / Math.Log(1 - (reply / size)), least: 1);
    }

    /// <summary>T until everybody was seen, on average: (N/k)(ln N + 0.577), the coupon collector's.</summary>
    /// <param name="size">N, peers; above 0.</param>
    /// <param name="reply">k, peers of a reply; above 0.</param>
    public static int ForEnumeration(double size, double reply)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(reply);
        return reply >= size ? 1 : Whole(size / reply * (Math.Log(size) + 0.5772156649), least: 1);
    }

    /// <summary>x ≥ 0 with eˣ − 1 − x = c: convex and rising, so Newton's steps come down to it from √(2c), which is never below it.</summary>
    private static double Root(double c)
    {
        var x = Math.Min(Math.Sqrt(2 * c), Math.Log(1 + c) + 1 + Math.Log(2 + c));
        for (var step = 0; step < 100; step++)
        {
            var next = x - ((Math.Exp(x) - 1 - x - c) / (Math.Exp(x) - 1));
            if (!(next < x) || x - next < 1e-12 * x) break;
            x = next;
        }

        return x;
    }

    /// <summary>Up to a whole number; what rounding left above one is not a call more.</summary>
    private static int Whole(double announces, int least) =>
        (int)Math.Clamp(Math.Ceiling(announces - 1e-9), least, int.MaxValue);
}
