namespace Crawler.Storage.Merge;

/// <summary>How far the aggregate is behind the log.</summary>
/// <param name="Batches">Batches appended and not yet merged; dropped sequences in between count too.</param>
/// <param name="Writers">Writers that have such batches.</param>
public sealed record MergeLag(long Batches, int Writers)
{
    /// <summary>Nothing to merge.</summary>
    public static readonly MergeLag None = new(0, 0);
}
