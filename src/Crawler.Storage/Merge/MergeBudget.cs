namespace Crawler.Storage.Merge;

/// <summary>How much one merge transaction takes on.</summary>
internal static class MergeBudget
{
    /// <summary>
    /// Distinct sightings after which a transaction takes no further batch. Bounds memory (some 100 bytes each) and
    /// how long the rows are locked; the merge rate is flat from 10 000 on.
    /// </summary>
    public const int Sightings = 100_000;

    /// <summary>
    /// Peers, as often as they were named, that a transaction takes on where that is known beforehand; a single batch
    /// may hold more. Larger than <see cref="Sightings"/>: peers named again count here, and sorted rows touch each page
    /// fewer times the more of them there are.
    /// </summary>
    public const long Peers = 400_000;

    /// <summary>Attempts looked at ahead for that.</summary>
    public const int Attempts = 50_000;
}
