using Crawler.Protocol.Attempts;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Addresses;

/// <summary>Reads and sets what stands for addresses.</summary>
internal static class AddressRegimes
{
    private const int TheOne = 1;

    /// <summary>What stands there now; null in a store that names no peer yet. A store from before this was noted has them as sent.</summary>
    public static async Task<AddressRegime?> ReadAsync(CrawlerDbContext db, CancellationToken cancellation)
    {
        if (await db.AddressRegimes.SingleOrDefaultAsync(cancellation) is { } row)
            return new AddressRegime(row.Form, row.KeyFingerprint, row.Since, row.KeyDestroyedAt);
        return await db.Sightings.AnyAsync(cancellation) || await db.Announces.AnyAsync(row => row.PeersV4 != null, cancellation)
            ? new AddressRegime(AddressForm.AsSent, null, DateTimeOffset.UnixEpoch)
            : null;
    }

    /// <summary>Sets it unless it is set.</summary>
    /// <returns>What stands there now, whoever set it.</returns>
    public static async Task<AddressRegime> AgreeAsync(CrawlerDbContext db, AddressRegime wanted, CancellationToken cancellation)
    {
        if (await ReadAsync(db, cancellation) is { } there) return there;
        db.AddressRegimes.Add(new AddressRegimeRow { Id = TheOne, Form = wanted.Form, KeyFingerprint = wanted.KeyFingerprint, Since = wanted.Since.ToUniversalTime() });
        try
        {
            await db.SaveChangesAsync(cancellation);
            return wanted;
        }
        catch (DbUpdateException)
        {
            // Another process was first.
            db.ChangeTracker.Clear();
            return await ReadAsync(db, cancellation) ?? throw new StoreException(StoreProblem.Other, "the store does not keep what stands for addresses; try again");
        }
    }

    /// <summary>Notes that the key is gone for good.</summary>
    /// <returns>False if there was no key, or it was gone.</returns>
    public static async Task<bool> KeyDestroyedAsync(CrawlerDbContext db, DateTimeOffset at, CancellationToken cancellation) =>
        await db.AddressRegimes.Where(row => row.KeyFingerprint != null && row.KeyDestroyedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.KeyDestroyedAt, at.ToUniversalTime()), cancellation) > 0;
}
