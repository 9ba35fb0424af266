using Crawler.Storage.Tests.Stores;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Tests.Sqlite;

public sealed class SqliteSchemaTests
{
    [Fact]
    public async Task The_directory_and_the_file_are_created_by_migrating()
    {
        var directory = Directory.CreateTempSubdirectory("crawler-test-");
        try
        {
            var path = Path.Combine(directory.FullName, "new", "crawl.db");
            await using var store = StoreFactory.Open(StoreLocation.Parse(path));
            Assert.NotEmpty(await store.MigrateAsync());
            Assert.True(File.Exists(path));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_migration_that_was_killed_does_not_block_the_next()
    {
        await using var test = await TestSqlite.CreateAsync();
        await test.ExecuteAsync(
            """
            DELETE FROM schema_migration; DROP TABLE swarm_estimate; DROP TABLE announce_as_sent; DROP TABLE address_origin; DROP TABLE autonomous_system; DROP TABLE peer_client; DROP TABLE address_regime;
            DROP TABLE tracker_hour; DROP TABLE tracker_day; DROP TABLE latest_call; DROP TABLE torrent_standing; DROP TABLE roll_watermark;
            DROP TABLE merge_watermark; DROP TABLE log_writer; DROP TABLE sighting; DROP TABLE announce; DROP TABLE campaign_event; DROP TABLE campaign;
            DROP TABLE schedule; DROP TABLE torrent_tracker; DROP TABLE tracker_secret; DROP TABLE tracker; DROP TABLE torrent;
            DROP TABLE IF EXISTS "__EFMigrationsLock";
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
            """);
        await using var store = test.Open();

        Assert.NotEmpty(await store.MigrateAsync());
    }

    [Fact]
    public async Task Two_that_migrate_at_once_do_not_hurt_each_other()
    {
        var directory = Directory.CreateTempSubdirectory("crawler-test-");
        try
        {
            var location = StoreLocation.Parse(Path.Combine(directory.FullName, "crawl.db"));
            await using var one = StoreFactory.Open(location);
            await using var other = StoreFactory.Open(location);
            var applied = await Task.WhenAll(Task.Run(() => one.MigrateAsync()), Task.Run(() => other.MigrateAsync()));

            Assert.Single(applied, migrations => migrations.Count > 0);
            Assert.False(File.Exists(location.Address + "-migrate"));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_aggregate_is_its_own_primary_key_index()
    {
        await using var test = await TestSqlite.CreateAsync();
        await using var db = test.OpenDb();
        var sql = await db.Database.SqlQuery<string>($"SELECT sql AS Value FROM sqlite_master WHERE name = 'sighting'").SingleAsync();

        Assert.Contains("PRIMARY KEY (torrent_id, tracker_id, family, ip, port)", sql);
        Assert.EndsWith("WITHOUT ROWID", sql.Trim());
    }

    [Fact]
    public async Task The_file_keeps_a_write_ahead_log()
    {
        await using var test = await TestSqlite.CreateAsync();
        await using var db = test.OpenDb();

        Assert.Equal("wal", await ScalarAsync(db, "PRAGMA journal_mode"));
    }

    [Theory]
    [InlineData("at", "integer")]
    [InlineData("address", "blob")]
    [InlineData("own_ip", "null")]
    [InlineData("family", "integer")]
    [InlineData("peers_v4", "blob")]
    [InlineData("rtt_us", "integer")]
    [InlineData("complete", "null")]
    public async Task Values_are_kept_as_the_types_they_should_be(string column, string type)
    {
        await using var test = await TestSqlite.CreateAsync();
        await using var store = test.Open();
        await store.AppendAsync(Some.Batch(1, Some.Announce(0, Some.V4(1)) with { Address = System.Net.IPAddress.Loopback }));
        await using var db = test.OpenDb();

        Assert.Equal(type, await ScalarAsync(db, $"SELECT typeof({column}) FROM announce"));
    }

    [Fact]
    public async Task A_closed_store_leaves_the_file_alone()
    {
        await using var test = (TestSqlite)await TestSqlite.CreateAsync();
        await using (var store = test.Open()) await store.AppendAsync(Some.Batch(1, Some.Announce(0)));

        // The last connection to close checkpoints and removes the write-ahead log.
        Assert.False(File.Exists(test.FilePath + "-wal"));
    }

    private static async Task<object?> ScalarAsync(CrawlerDbContext db, string sql)
    {
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
