namespace Crawler.Statistics.OpenPopulations;

/// <summary>What coming and going does to counts that take the swarm for closed. W is the length of the window, E[S] the mean session.</summary>
public static class Churn
{
    /// <summary>A peer is taken to have left once a present one would have been missed so often with less than this chance.</summary>
    private const double Unlikely = 0.01;

    /// <summary>Distinct peers of a window over those present at once: 1 + W/E[S]. Little's law: λW arrive, λE[S] are there.</summary>
    public static double OfDistinct(double windowOverSession) => 1 + windowOverSession;

    /// <summary>Darroch's N̂ over those present at once: about 1 + 0.45·W/E[S], by simulation; for W/E[S] up to about 1.</summary>
    public static double OfDarroch(double windowOverSession) => 1 + (0.45 * windowOverSession);

    /// <summary>
    /// m, the misses in a row after which a peer is gone: the smallest with (1 − k/N)^m below 1 %.
    /// </summary>
    /// <param name="size">N, peers present; above 0.</param>
    /// <param name="reply">k, peers of a reply; above 0.</param>
    public static int MissesUntilGone(double size, double reply)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(reply);
        if (reply >= size) return 1;
        return (int)Math.Min(int.MaxValue, Math.Floor(Math.Log(Unlikely) / Math.Log(1 - (reply / size))) + 1);
    }
}
