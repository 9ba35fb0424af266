using Crawler.Storage.Postgres;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Crawler.Storage.Tests.Stores;

/// <summary>A PostgreSQL store in a database of its own, copied from a migrated one.</summary>
public sealed class TestPostgres : TestStore
{
    private static readonly Lazy<Task<string>> Template = new(MigrateTemplateAsync);

    private readonly string _database;

    private TestPostgres(string database, string admin) => (_database, LocationText) =
        (database, new NpgsqlConnectionStringBuilder(admin) { Database = database, Pooling = true }.ConnectionString);

    public override string LocationText { get; }

    public static async Task<TestStore> CreateAsync() => await CreateAsync($"TEMPLATE {await Template.Value}");

    /// <summary>A database without a schema.</summary>
    public static Task<TestPostgres> CreateEmptyAsync() => CreateAsync("");

    public override CrawlerDbContext OpenDb() => new PostgresCrawlerContext(
        new DbContextOptionsBuilder<PostgresCrawlerContext>()
            .UseNpgsql(LocationText + ";Pooling=false", npgsql => npgsql.MigrationsHistoryTable(CrawlerDbContext.MigrationTable)).Options);

    public override Task ExecuteAsync(string sql) => ExecuteAsync(LocationText + ";Pooling=false", sql);

    public override Task BreakAsync(string statement, string table) => ExecuteAsync(
        $"""
        CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken by the test'; END $$;
        CREATE TRIGGER broken BEFORE {statement} ON {table} FOR EACH ROW EXECUTE FUNCTION broken();
        """);

    public override Task MendAsync(string table) => ExecuteAsync($"DROP TRIGGER broken ON {table}; DROP FUNCTION broken");

    public override async ValueTask DisposeAsync() =>
        await ExecuteAsync(await PostgresServer.AdminAsync(), $"DROP DATABASE {_database} WITH (FORCE)");

    private static async Task<TestPostgres> CreateAsync(string clause)
    {
        var admin = await PostgresServer.AdminAsync();
        var database = "test_" + Guid.NewGuid().ToString("N");
        await ExecuteAsync(admin, $"CREATE DATABASE {database} {clause}");
        return new TestPostgres(database, admin);
    }

    private static async Task<string> MigrateTemplateAsync()
    {
        var template = await CreateEmptyAsync();
        await using var store = template.Open();
        await store.MigrateAsync();
        return template._database;
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
