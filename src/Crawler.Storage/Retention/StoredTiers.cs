namespace Crawler.Storage.Retention;

/// <summary>Tiers, the same for both stores but for how days of the log go, what is counted and how room is given back.</summary>
internal sealed class StoredTiers(CrawlStore store) : IRetentionStore
{
    public async Task<RetentionResult> PruneAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        // What is in the log alone would be gone: trackers' hours and days are to outlive it.
        await store.RollAsync(int.MaxValue, cancellation);
        return await store.ReadyAsync(() => store.PruneLogAsync(before.ToUniversalTime(), cancellation), cancellation);
    }

    public Task<StoreInventory> InventoryAsync(CancellationToken cancellation) => store.ReadyAsync(() => store.TakeStockAsync(cancellation), cancellation);

    public Task<long> UsedBytesAsync(CancellationToken cancellation) => store.ReadAsync(db => store.UsedAsync(db, cancellation), cancellation);

    public Task<long> DropTierAsync(Tier tier, DateOnly from, DateOnly to, CancellationToken cancellation) =>
        store.ReadAsync(db => TierRows.DropAsync(db, tier, from, to, cancellation), cancellation);

    public Task GiveBackAsync(Tier tier, CancellationToken cancellation) => store.ReadyAsync(async () =>
    {
        await store.GiveBackRoomAsync(tier, cancellation);
        return true;
    }, cancellation);
}
