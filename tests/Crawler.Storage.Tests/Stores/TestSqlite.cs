using Crawler.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Tests.Stores;

/// <summary>An SQLite store in a directory of its own.</summary>
public sealed class TestSqlite : TestStore
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("crawler-test-");

    public string FilePath => Path.Combine(_directory.FullName, "crawl.db");

    public override string LocationText => "sqlite:" + FilePath;

    private string ConnectionString => new SqliteConnectionStringBuilder { DataSource = FilePath, Pooling = false }.ToString();

    public static async Task<TestStore> CreateAsync()
    {
        var test = new TestSqlite();
        await using var store = test.Open();
        await store.MigrateAsync();
        return test;
    }

    public override CrawlerDbContext OpenDb() =>
        new SqliteCrawlerContext(new DbContextOptionsBuilder<SqliteCrawlerContext>().UseSqlite(ConnectionString, sqlite => sqlite.MigrationsHistoryTable(CrawlerDbContext.MigrationTable)).Options);

    public override async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public override Task BreakAsync(string statement, string table) =>
        ExecuteAsync($"CREATE TRIGGER broken BEFORE {statement} ON {table} BEGIN SELECT RAISE(ABORT, 'broken by the test'); END");

    public override Task MendAsync(string table) => ExecuteAsync("DROP TRIGGER broken");

    public override ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
