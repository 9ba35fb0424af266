using Crawler.Storage.Merge;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Schema;

/// <summary>Fills a <see cref="StoreStatus"/>.</summary>
internal static class StatusQuery
{
    /// <summary>The schema, and what is wrong with it.</summary>
    public static async Task<StoreStatus> SchemaAsync(CrawlerDbContext db, StoreStatus status, StoreLocation location, CancellationToken cancellation)
    {
        var state = await SchemaState.ReadAsync(db, cancellation);
        return status with
        {
            Reachable = true,
            AppliedMigrations = state.Applied,
            PendingMigrations = state.Pending,
            Problem = state.Problem(location)?.Message,
        };
    }

    /// <summary>Rows and lag.</summary>
    public static async Task<StoreStatus> RowsAsync(CrawlerDbContext db, StoreStatus status, CancellationToken cancellation) => status with
    {
        Rows = new RowCounts(
            await db.Campaigns.LongCountAsync(cancellation),
            await db.Torrents.LongCountAsync(row => !row.IsCanary, cancellation),
            await db.Trackers.LongCountAsync(cancellation),
            await db.Announces.LongCountAsync(cancellation),
            await db.Sightings.LongCountAsync(cancellation)),
        Lag = await LagQuery.ReadAsync(db, cancellation),
    };
}
