using Crawler.Storage.Addresses;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Datasets;

/// <summary>What of a store can be published, and the way back, the same for both stores but for how rows are put.</summary>
internal sealed class CrawlDatasets(CrawlStore store, IRestoreWriter writer) : ICrawlDatasets
{
    private readonly RestoredNames _names = new();

    public Task ScanAsync(DatasetTable table, DatasetFilter filter, Func<IReadOnlyList<object?[]>, Task> page, CancellationToken cancellation) =>
        store.SnapshotAsync(async db =>
        {
            await DatasetScan.RunAsync(db, table, filter, page, cancellation);
            return true;
        }, cancellation);

    public Task<bool> IsEmptyAsync(CancellationToken cancellation) => store.SnapshotAsync(
        async db => !await db.Campaigns.AnyAsync(cancellation) && !await db.Torrents.AnyAsync(cancellation) && !await db.Trackers.AnyAsync(cancellation),
        cancellation);

    public Task BeginRestoreAsync(IReadOnlyList<CampaignState> campaigns, AddressRegime? regime, CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            db.Campaigns.AddRange(campaigns.Select(state => new CampaignRow
            {
                Id = state.Id,
                Name = state.Campaign.Name,
                Why = state.Campaign.Why,
                Contact = state.Campaign.Contact,
                Manifest = state.Campaign.Manifest,
                ConfigHash = state.Campaign.ConfigHash,
                Version = state.Campaign.Version,
                Vantage = state.Campaign.Vantage,
                StartedAt = state.Campaign.StartedAt.ToUniversalTime(),
                EndedAt = (state.EndedAt ?? state.SeenAt ?? state.Campaign.StartedAt).ToUniversalTime(),
            }));
            await db.SaveChangesAsync(cancellation);
            if (regime is null) return true;
            await AddressRegimes.AgreeAsync(db, regime, cancellation);
            // The key stayed where it is: nobody can go on here under the same pseudonyms.
            if (regime.KeyFingerprint is not null) await AddressRegimes.KeyDestroyedAsync(db, regime.KeyDestroyedAt ?? regime.Since, cancellation);
            return true;
        },
        cancellation);

    public async Task<long> RestoreAsync(DatasetTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation)
    {
        var restore = new DatasetRestore(table, _names);
        var kept = rows.Select(restore.Row).OfType<object?[]>().ToList();
        await store.ReadAsync(
            async db =>
            {
                await _names.SaveAsync(db, cancellation);
                return true;
            },
            cancellation);
        if (kept.Count > 0)
            await store.ExplainingAsync(async () =>
            {
                await writer.InsertAsync(DatasetScan.NameInStore(table), restore.Columns, kept, restore.DaysOf(rows), cancellation);
                return true;
            });
        return kept.Count;
    }

    public async Task RollRestoredAsync(bool keepHours, CancellationToken cancellation)
    {
        await store.ReadAsync(
            async db =>
            {
                await _names.SaveWritersAsync(db, cancellation);
                return true;
            },
            cancellation);
        await store.RollAsync(int.MaxValue, cancellation);
        if (!keepHours) await store.ReadAsync(db => RestoredDays.ClearAsync(db, cancellation), cancellation);
    }

    public async Task EndRestoreAsync(CancellationToken cancellation)
    {
        await store.ReadAsync(db => RestoredDays.MakeAsync(db, cancellation), cancellation);
        await store.ExplainingAsync(async () =>
        {
            await writer.ContinueNumbersAsync(cancellation);
            return true;
        });
    }
}
