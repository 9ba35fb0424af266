using Crawler.Storage.Merge;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Schema;

/// <summary>Fills a <see cref="StoreStatus"/>.</summary>
internal static class StatusQuery
{
    /// <summary>Rows from which on a table is estimated: counting this many takes a fraction of a second.</summary>
    private const long CountedTo = 1_000_000;

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
    /// <param name="db">To count in.</param>
    /// <param name="status">What is known so far.</param>
    /// <param name="estimate">The rows of a table without reading them; null if the store cannot tell.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<StoreStatus> RowsAsync(
        CrawlerDbContext db, StoreStatus status, Func<string, Task<long?>> estimate, CancellationToken cancellation)
    {
        var (attempts, sightings) = (await LargeAsync("announce"), await LargeAsync("sighting"));
        return status with
        {
            Rows = new RowCounts(
                await db.Campaigns.LongCountAsync(cancellation),
                await db.Torrents.LongCountAsync(row => !row.IsCanary, cancellation),
                await db.Trackers.LongCountAsync(cancellation),
                attempts ?? await db.Announces.LongCountAsync(cancellation),
                sightings ?? await db.Sightings.LongCountAsync(cancellation),
                Approximate: attempts is not null || sightings is not null),
            Lag = await LagQuery.OfMergeAsync(db, cancellation),
        };

        async Task<long?> LargeAsync(string table) => await estimate(table) is { } rows and >= CountedTo ? rows : null;
    }
}
