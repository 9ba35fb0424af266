namespace Crawler.Statistics.Availability;

/// <summary>A share of so many trials, with its interval.</summary>
/// <param name="Share">Successes over trials, 0–1.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Proportion(double Share, double Low, double High)
{
    private const double Z = 1.959963984540054;

    /// <summary>
    /// With Wilson's score interval (1927), which stays within 0 and 1 and keeps its promise for shares near either, where those of
    /// trackers are. Trials are taken as independent. Null without trials.
    /// </summary>
    public static Proportion? Of(long successes, long trials)
    {
        if (trials == 0) return null;
        var (share, z2) = ((double)successes / trials, Z * Z);
        var middle = (share + z2 / (2 * trials)) / (1 + z2 / trials);
        var half = Z / (1 + z2 / trials) * Math.Sqrt(share * (1 - share) / trials + z2 / (4.0 * trials * trials));
        return new Proportion(share, successes == 0 ? 0 : middle - half, successes == trials ? 1 : middle + half);
    }
}
