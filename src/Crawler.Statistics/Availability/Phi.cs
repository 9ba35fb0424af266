namespace Crawler.Statistics.Availability;

/// <summary>
/// The φ coefficient of two yes-or-no series (Yule 1912): the correlation of their zeros and ones. 1 where two trackers are
/// always down together, 0 where one's outage says nothing of the other's.
/// </summary>
public static class Phi
{
    /// <summary>From the four counts; null where one of the two never changed, which no correlation can be made of.</summary>
    /// <param name="both">Both down.</param>
    /// <param name="first">The first alone.</param>
    /// <param name="second">The second alone.</param>
    /// <param name="neither">Neither.</param>
    public static double? Of(long both, long first, long second, long neither)
    {
        var margins = (double)(both + first) * (second + neither) * (both + second) * (first + neither);
        return margins > 0 ? ((double)both * neither - (double)first * second) / Math.Sqrt(margins) : null;
    }
}
