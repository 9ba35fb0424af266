using System.Net;
using System.Net.Sockets;
using Crawler.Lab.Postgres;
using Crawler.Storage.Tests.Stores;
using Npgsql;

namespace Crawler.Storage.Tests.Postgres;

/// <summary>On a cluster of its own, since whether passwords are checked is the cluster's configuration.</summary>
public sealed class PostgresErrorTests : IAsyncLifetime
{
    private PrivatePostgres _cluster = null!;

    public async Task InitializeAsync()
    {
        _cluster = await PrivatePostgres.StartAsync();
        await using var source = NpgsqlDataSource.Create(_cluster.ConnectionString + ";Pooling=false");
        await using var command = source.CreateCommand("CREATE ROLE measurer LOGIN PASSWORD 'right horse'");
        await command.ExecuteNonQueryAsync();
    }

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task A_wrong_password_is_said_without_repeating_it()
    {
        var problem = await ProblemAsync(With(user: "measurer", password: "wrong horse"));

        Assert.Equal(StoreProblem.Denied, problem.Problem);
        Assert.StartsWith("wrong password for the store postgres://measurer@", problem.Message);
    }

    [Fact]
    public async Task An_unknown_user_is_not_let_in() =>
        Assert.Equal(StoreProblem.Denied, (await ProblemAsync(With(user: "stranger", password: "wrong horse"))).Problem);

    [Fact]
    public async Task A_missing_database_is_not_created_in_silence()
    {
        var problem = await ProblemAsync(With(database: "nowhere"));

        Assert.Equal(StoreProblem.Missing, problem.Problem);
        Assert.Contains("does not exist", problem.Message);
        Assert.Equal(StoreProblem.Missing, (await ProblemAsync(With(database: "nowhere"), store => store.LagAsync())).Problem);
    }

    [Fact]
    public async Task A_user_without_rights_is_told_so()
    {
        var problem = await ProblemAsync(With(user: "measurer", password: "right horse"));

        Assert.Equal(StoreProblem.Denied, problem.Problem);
        Assert.Contains("lacks a right", problem.Message);
    }

    [Fact]
    public async Task A_server_that_is_not_there_cannot_be_reached_and_is_worth_trying_again()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        var problem = await ProblemAsync($"postgres://someone:wrong%20horse@127.0.0.1:{port}/crawler");

        Assert.Equal(StoreProblem.Unreachable, problem.Problem);
        Assert.True(problem.IsTransient);
        Assert.StartsWith($"cannot reach the store postgres://someone@127.0.0.1:{port}/crawler: ", problem.Message);
    }

    [Fact]
    public async Task Status_says_the_same_instead_of_throwing()
    {
        await using var store = StoreFactory.Open(StoreLocation.Parse(With(database: "nowhere")));
        var status = await store.StatusAsync();

        Assert.False(status.Reachable);
        Assert.Contains("does not exist", status.Problem);
        Assert.Null(status.Rows);
    }

    private string With(string user = "postgres", string? password = null, string database = "postgres") =>
        new NpgsqlConnectionStringBuilder(_cluster.ConnectionString) { Username = user, Password = password, Database = database, Pooling = false }.ConnectionString;

    private static async Task<StoreException> ProblemAsync(string location, Func<ICrawlStore, Task>? use = null)
    {
        await using var store = StoreFactory.Open(StoreLocation.Parse(location));
        var problem = await Assert.ThrowsAsync<StoreException>(() => use is null ? store.MigrateAsync() : use(store));
        OneLine.Check(problem);
        return problem;
    }
}
