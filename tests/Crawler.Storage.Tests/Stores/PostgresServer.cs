using Crawler.Lab.Postgres;

namespace Crawler.Storage.Tests.Stores;

/// <summary>The server of this test run: the one it is told of, else a private one, ended with the run.</summary>
internal static class PostgresServer
{
    /// <summary>Holds a superuser's Npgsql connection string to a private cluster.</summary>
    private const string Variable = "CRAWLER_TEST_POSTGRES";

    private static readonly Lazy<Task<PrivatePostgres>> Own = new(PrivatePostgres.StartAsync);

    /// <summary>A superuser's connection string.</summary>
    public static async Task<string> AdminAsync() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } told ? told : (await Own.Value).ConnectionString;
}
