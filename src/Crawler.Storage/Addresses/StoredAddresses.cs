using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Addresses;

/// <summary>What stands for addresses, the same for both stores but for how those as sent go.</summary>
internal sealed class StoredAddresses(CrawlStore store) : IAddressStore
{
    public Task<AddressRegime?> RegimeAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => AddressRegimes.ReadAsync(db, cancellation), cancellation);

    public Task<AddressRegime> AgreeAsync(AddressRegime wanted, CancellationToken cancellation) =>
        store.ReadAsync(db => AddressRegimes.AgreeAsync(db, wanted, cancellation), cancellation);

    public Task<bool> NoteKeyDestroyedAsync(DateTimeOffset at, CancellationToken cancellation) =>
        store.ReadAsync(db => AddressRegimes.KeyDestroyedAsync(db, at, cancellation), cancellation);

    public Task<DateTimeOffset?> AsSentSinceAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.AnnouncesAsSent.MinAsync(row => (DateTimeOffset?)row.At, cancellation), cancellation);

    public Task<int> DropAsSentAsync(DateTimeOffset before, CancellationToken cancellation) =>
        store.ReadyAsync(() => store.DropAsSentAsync(before.ToUniversalTime(), cancellation), cancellation);
}
