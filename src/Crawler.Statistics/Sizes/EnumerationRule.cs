namespace Crawler.Statistics.Sizes;

/// <summary>
/// When one reply is the whole swarm. A tracker that lists fewer than it was asked for has no more, or keeps them back; so
/// it also takes a witness: its own claim, or a longer list that it gave at another time.
/// </summary>
public static class EnumerationRule
{
    /// <summary>A reply is clearly short up to this share of what was asked for.</summary>
    private const double Short = 0.9;

    /// <summary>Claims may exceed a whole list by this factor: peers that left unseen are still counted for a while.</summary>
    private const double ClaimFactor = 1.1;

    /// <summary>… and by two more, ourselves and one that came meanwhile.</summary>
    private const double ClaimSlack = 2;

    /// <summary>Whether a reply is the whole swarm.</summary>
    /// <param name="listed">Peers it listed, as they came.</param>
    /// <param name="numWant">Peers asked for; −1 if that was left to the tracker, and then the claim alone decides.</param>
    /// <param name="knownCap">The longest list this tracker is known to have given; null if none.</param>
    /// <param name="claimed">Seeders and leechers as claimed with it; null if not.</param>
    public static bool IsWhole(int listed, int numWant, int? knownCap, long? claimed)
    {
        if (numWant >= 0 && listed > Short * numWant) return false;
        if (claimed is { } claim) return claim <= (listed == 0 ? 1 : (ClaimFactor * listed) + ClaimSlack);
        return numWant >= 0 && listed > 0 && listed <= Short * knownCap;
    }
}
