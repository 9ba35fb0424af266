using Crawler.Lab.Postgres;
using Npgsql;

namespace Crawler.EndToEnd.Crawling.Parts;

/// <summary>A database of one's own, on the server of this test run or, where none is told of, on a private one.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    /// <summary>Holds a superuser's connection string, as <c>./test</c> sets it.</summary>
    private const string Variable = "CRAWLER_TEST_POSTGRES";

    private static readonly Lazy<Task<PrivatePostgres>> Own = new(PrivatePostgres.StartAsync);

    private readonly string _admin;
    private readonly string _name;

    private PostgresDatabase(string admin, string name)
    {
        (_admin, _name) = (admin, name);
        ConnectionString = new NpgsqlConnectionStringBuilder(admin) { Database = name }.ToString();
    }

    /// <summary>For Npgsql and for <c>--store</c>.</summary>
    public string ConnectionString { get; }

    public static async Task<PostgresDatabase> CreateAsync()
    {
        var admin = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } told ? told : (await Own.Value).ConnectionString;
        var database = new PostgresDatabase(admin, $"crawl_{Guid.NewGuid():N}");
        await database.AsAdminAsync($"CREATE DATABASE {database._name}");
        return database;
    }

    /// <summary>Throws everybody out and lets nobody in, as a server that is restarted does.</summary>
    public async Task CloseAsync()
    {
        await AsAdminAsync($"ALTER DATABASE {_name} ALLOW_CONNECTIONS false");
        await AsAdminAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_name}'");
    }

    /// <summary>Lets everybody in again.</summary>
    public Task OpenAsync() => AsAdminAsync($"ALTER DATABASE {_name} ALLOW_CONNECTIONS true");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await AsAdminAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");

    private async Task AsAdminAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_admin + ";Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
