namespace Crawler.Statistics.Survival;

/// <summary>
/// When a peer that is no longer named counts as gone. A reply that draws k of N peers evenly misses one that is there
/// with chance 1 − k/N; once the replies since it was last seen would all have missed it with a chance below 1 %, it is
/// taken to have left. Replies may differ in k and N: the chances multiply.
/// </summary>
public static class MissRule
{
    /// <summary>Chance below which staying unseen is no longer believed to be luck.</summary>
    public const double Doubt = 0.01;

    /// <summary>ln <see cref="Doubt"/>.</summary>
    public static readonly double LogDoubt = Math.Log(Doubt);

    /// <summary>What a reply that lists everybody is worth: certainty, kept finite so that sums stay sums.</summary>
    private const double Certain = -50;

    /// <summary>
    /// ln(1 − k/N): what one miss is worth. 0 where N is not known or nobody was named, since such a reply says nothing of
    /// anybody's absence.
    /// </summary>
    /// <param name="named">k.</param>
    /// <param name="size">N; null if unknown.</param>
    public static double LogMiss(int named, double? size) =>
        named == 0 || size is not > 0 ? 0
        : named >= size ? Certain
        : Math.Log(1 - named / size.Value);

    /// <summary>Smallest m with (1 − k/N)^m below <see cref="Doubt"/>; null where no number of misses will do.</summary>
    public static int? Misses(int named, double? size)
    {
        var miss = LogMiss(named, size);
        return miss == 0 ? null : Math.Max(1, (int)Math.Ceiling(LogDoubt / miss));
    }
}
