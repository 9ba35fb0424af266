using Crawler.Statistics.Occasions;

namespace Crawler.Statistics.Estimators;

/// <summary>
/// Sample coverage: the share of all that there is to see which the peers seen account for, each weighted by how readily it
/// is seen. Under even sampling it is the share of the swarm that is known; 1 − C is the chance that the next peer named is new.
/// </summary>
public static class Coverage
{
    /// <summary>Good (1953), after Turing: 1 − Q₁/n. Null without sightings.</summary>
    public static double? Good(long seenOnce, long sightings) => sightings > 0 ? 1 - ((double)seenOnce / sightings) : null;

    /// <summary>
    /// Chao &amp; Jost (2012) for occasions: 1 − (Q₁/n) · (T−1)Q₁ / [(T−1)Q₁ + 2Q₂]. Without Q₂ its place is taken by
    /// 2(T−1)Q₁ → (T−1)(Q₁−1) over (T−1)(Q₁−1) + 2, their bias-corrected form. Null below two occasions or without sightings.
    /// </summary>
    public static double? ChaoJost(long seenOnce, long seenTwice, long sightings, int occasions)
    {
        if (occasions < 2 || sightings == 0) return null;
        if (seenOnce == 0) return 1;
        var (once, twice) = seenTwice > 0 ? (seenOnce, 2.0 * seenTwice) : (seenOnce - 1, 2.0);
        var single = (occasions - 1.0) * once;
        return 1 - ((double)seenOnce / sightings * single / (single + twice));
    }

    /// <summary>Chao &amp; Jost of a series of occasions.</summary>
    public static double? ChaoJost(OccasionSummary occasions) =>
        ChaoJost(Frequency(occasions, 1), Frequency(occasions, 2), occasions.Sightings, occasions.Occasions);

    /// <summary>Q_j.</summary>
    internal static long Frequency(OccasionSummary occasions, int times) =>
        occasions.Frequencies.Count >= times ? occasions.Frequencies[times - 1] : 0;
}
