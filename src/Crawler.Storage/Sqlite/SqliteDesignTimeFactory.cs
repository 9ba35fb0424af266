using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Crawler.Storage.Sqlite;

/// <summary>Lets <c>dotnet ef migrations add NAME --context SqliteCrawlerContext -o Migrations/Sqlite</c> work without a file.</summary>
public sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteCrawlerContext>
{
    /// <inheritdoc/>
    public SqliteCrawlerContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<SqliteCrawlerContext>()
            .UseSqlite("Data Source=:memory:", sqlite => sqlite.MigrationsHistoryTable(CrawlerDbContext.MigrationTable))
            .Options);
}
