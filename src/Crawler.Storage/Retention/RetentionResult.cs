namespace Crawler.Storage.Retention;

/// <summary>What dropping the old log did. Estimates and the aggregate stay.</summary>
/// <param name="Dropped">Days (UTC) dropped, oldest first.</param>
/// <param name="Unmerged">Days kept although they are old, since the aggregate lacks some of them: merge first.</param>
/// <param name="Busy">Days kept since somebody was reading or writing them; the next time takes them.</param>
/// <param name="Attempts">Attempts dropped; null where the store drops whole days uncounted.</param>
/// <param name="Bytes">Bytes given back to the disk; null where not known: an SQLite file uses the room again instead of shrinking.</param>
public sealed record RetentionResult(
    IReadOnlyList<DateOnly> Dropped, IReadOnlyList<DateOnly> Unmerged, IReadOnlyList<DateOnly> Busy, long? Attempts, long? Bytes)
{
    /// <summary>Nothing was old enough.</summary>
    public static readonly RetentionResult Nothing = new([], [], [], null, null);
}
