using Crawler.Storage.Merge;
using Crawler.Storage.Schema;
using Crawler.Storage.Tests.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Crawler.Storage.Tests.Contracts;

public abstract class StatusContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    [Fact]
    public async Task Status_tells_schema_rows_lag_and_size()
    {
        await Store.Campaigns.OpenAsync(Some.Campaign);
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0, Some.V4(1), Some.V4(2)), Some.Announce(1) with { Tracker = Some.OtherTracker }));
        await Store.MergeAsync();
        await Store.AppendAsync(Some.Batch(2, Some.Announce(2)));

        var status = await Store.StatusAsync();

        Assert.True(status.Reachable);
        Assert.Null(status.Problem);
        Assert.Equal(Store.Location.Provider, status.Provider);
        Assert.Equal(Store.Location.ToString(), status.Location);
        Assert.NotEmpty(status.AppliedMigrations);
        Assert.Empty(status.PendingMigrations);
        Assert.Equal(new RowCounts(Campaigns: 1, Torrents: 1, Trackers: 2, Attempts: 3, Sightings: 2), status.Rows);
        Assert.Equal(new MergeLag(1, 1), status.Lag);
        Assert.True(status.SizeBytes > 0);
    }

    [Fact]
    public async Task Migrating_a_current_store_does_nothing()
    {
        Assert.Empty(await Store.MigrateAsync());
        Assert.Empty(await Store.MigrateAsync());
    }

    [Fact]
    public async Task The_migrations_make_what_the_model_says()
    {
        await using var db = Test.OpenDb();
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData("Initial", 7)]
    [InlineData("Estimates", 6)]
    [InlineData("Campaigns", 5)]
    [InlineData("Rollups", 4)]
    [InlineData("Privacy", 3)]
    [InlineData("Looks", 2)]
    [InlineData("Origins", 1)]
    public async Task A_store_made_by_an_older_version_keeps_what_it_holds(string made, int lacking)
    {
        await Store.RegisterAsync([Some.Target(1, [Some.Tracker]) with { Name = "one" }]);
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0, Some.V4(1)), Some.Announce(86_400, Some.V4(1), Some.V6(2))));
        await Store.AppendAsync(Some.Batch(2, Some.Announce(86_460, Some.V4(3))));
        await Store.MergeAsync(maxBatches: 1);
        var content = await ContentAsync();
        await using (var db = Test.OpenDb()) await db.GetService<IMigrator>().MigrateAsync(made);
        await using var next = Test.Open();

        Assert.Equal(lacking, (await next.MigrateAsync()).Count);

        Assert.Equal("one", Assert.Single(await CollectAsync(next)).Name);
        var kept = await ContentAsync();
        Assert.Equal(content.Log, kept.Log);
        Assert.Equal(content.Aggregate, kept.Aggregate);
        Assert.True(await next.AppendAsync(Some.Estimates(3, Some.Estimate(60))));
        Assert.Single(await EstimateRowsAsync());
        Assert.Equal(3, (await next.RollAsync()).Attempts);
        Assert.Equal(1, (await next.MergeAsync()).Batches);
    }

    [Fact]
    public async Task A_store_of_a_newer_program_is_left_alone()
    {
        await Test.ExecuteAsync("""INSERT INTO schema_migration ("MigrationId", "ProductVersion") VALUES ('99990101000000_Future', '99.0.0')""");

        foreach (var use in new Func<Task>[] { () => Store.AppendAsync(Some.Batch(1)), () => Store.MigrateAsync(), () => Store.LagAsync() })
        {
            var problem = await Assert.ThrowsAsync<StoreException>(use);
            Assert.Equal(StoreProblem.SchemaNewer, problem.Problem);
            Assert.Contains("99990101000000_Future", problem.Message);
            Assert.Contains("update crawler", problem.Message);
        }

        var status = await Store.StatusAsync();
        Assert.True(status.Reachable);
        Assert.Contains("newer version", status.Problem);
        Assert.Null(status.Rows);
    }

    [Fact]
    public async Task A_store_without_schema_says_what_to_run()
    {
        await Test.ExecuteAsync("DELETE FROM schema_migration");

        var problem = await Assert.ThrowsAsync<StoreException>(() => Store.MergeAsync());
        Assert.Equal(StoreProblem.SchemaOlder, problem.Problem);
        Assert.EndsWith("run: crawler db migrate", problem.Message);
        Assert.NotEmpty((await Store.StatusAsync()).PendingMigrations);
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_and_no_problem_of_the_store()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.AppendAsync(Some.Batch(1, Some.Announce(0)), cancelled.Token));
    }

    public sealed class OnPostgres() : StatusContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : StatusContract(TestSqlite.CreateAsync);
}
