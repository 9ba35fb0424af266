using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Crawler.Storage.Postgres;

/// <summary>Lets <c>dotnet ef migrations add NAME --context PostgresCrawlerContext -o Migrations/Postgres</c> work without a server.</summary>
public sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresCrawlerContext>
{
    /// <inheritdoc/>
    public PostgresCrawlerContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<PostgresCrawlerContext>()
            .UseNpgsql("Host=localhost;Database=crawler", npgsql => npgsql.MigrationsHistoryTable(CrawlerDbContext.MigrationTable))
            .Options);
}
