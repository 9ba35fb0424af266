namespace Crawler.Storage.Merge;

/// <summary>How much one merge transaction takes on.</summary>
internal static class MergeBudget
{
    /// <summary>
    /// Distinct sightings after which a transaction takes no further batch. Bounds memory (some 100 bytes each) and
    /// how long the rows are locked; the merge rate is flat from 10 000 on.
    /// </summary>
    public const int Sightings = 100_000;
}
