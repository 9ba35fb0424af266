namespace Crawler.Storage.Retention;

/// <summary>How much of a store there is in each tier, and how room is made.</summary>
public interface IRetentionStore
{
    /// <summary>
    /// Drops the log of whole days (UTC) that ended at or before a time, as far as it is merged. The aggregate and the
    /// estimates stay; what is only in the log goes: reports of attempts, latency and availability reach back no further.
    /// </summary>
    Task<RetentionResult> PruneAsync(DateTimeOffset before, CancellationToken cancellation = default);

    /// <summary>What there is in each tier, by day. Reads much: for a look now and then, not for every page.</summary>
    Task<StoreInventory> InventoryAsync(CancellationToken cancellation = default);

    /// <summary>Bytes in use, which a cap is held against: of PostgreSQL the database, of SQLite the file with its write-ahead log, without free pages. Cheap.</summary>
    Task<long> UsedBytesAsync(CancellationToken cancellation = default);

    /// <summary>
    /// Drops days of a tier above the log, or thins estimates to the last of a day in each series. Whether they may go is the
    /// caller's to know: see <see cref="RetentionPlan"/>.
    /// </summary>
    /// <param name="tier">Not <see cref="Tier.Raw"/>, which goes by <see cref="PruneAsync"/>.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day, included.</param>
    /// <param name="cancellation">Stops between days; what was dropped stays dropped.</param>
    /// <returns>Rows dropped.</returns>
    Task<long> DropTierAsync(Tier tier, DateOnly from, DateOnly to, CancellationToken cancellation = default);

    /// <summary>
    /// Gives room of what was dropped back: PostgreSQL rewrites the tier's table, which stops those who write it for so long;
    /// SQLite empties the write-ahead log, and the pages of the file are taken by what comes next.
    /// </summary>
    Task GiveBackAsync(Tier tier, CancellationToken cancellation = default);
}
