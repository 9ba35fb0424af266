namespace Crawler.Actors.Observations;

/// <summary>What a log has taken and keeps elsewhere until the store takes it.</summary>
/// <param name="Observations">Observations.</param>
/// <param name="Batches">Batches.</param>
/// <param name="Bytes">Bytes on disk.</param>
/// <param name="Oldest">Since when the oldest waits; null if none does.</param>
/// <param name="Refused">Batches the store does not want, kept apart.</param>
/// <param name="Trouble">Why the store does not take them, in one line; null while it does.</param>
public sealed record LogWait(long Observations, long Batches, long Bytes, DateTimeOffset? Oldest, int Refused, string? Trouble)
{
    /// <summary>Nothing waits.</summary>
    public static readonly LogWait None = new(0, 0, 0, null, 0, null);
}
