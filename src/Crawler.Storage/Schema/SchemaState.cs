using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Schema;

/// <summary>The migrations the program knows beside those the store has.</summary>
internal sealed record SchemaState(IReadOnlyList<string> Known, IReadOnlyList<string> Applied)
{
    /// <summary>What the store lacks, oldest first.</summary>
    public IReadOnlyList<string> Pending => [.. Known.Except(Applied)];

    /// <summary>What the store has and the program does not know: it is newer.</summary>
    public IReadOnlyList<string> Unknown => [.. Applied.Except(Known)];

    /// <summary>Reads both.</summary>
    public static async Task<SchemaState> ReadAsync(CrawlerDbContext db, CancellationToken cancellation) => new(
        [.. db.Database.GetMigrations()],
        [.. await db.Database.GetAppliedMigrationsAsync(cancellation)]);

    /// <summary>The schema is newer than the program; null if it is not.</summary>
    public StoreException? Newer(StoreLocation location) => Unknown.Count == 0 ? null : new StoreException(
        StoreProblem.SchemaNewer,
        $"the store {location} was made by a newer version of crawler (schema {Unknown[^1]}); update crawler to use it");

    /// <summary>Why the store cannot be used as it is; null if it can.</summary>
    public StoreException? Problem(StoreLocation location) => Newer(location) ?? Older(location);

    private StoreException? Older(StoreLocation location) => Pending.Count == 0 ? null : new StoreException(
        StoreProblem.SchemaOlder,
        Applied.Count == 0
            ? $"the store {location} is empty; run: crawler db migrate"
            : $"the store {location} was made by an older version of crawler (schema {Applied[^1]}); run: crawler db migrate");
}
