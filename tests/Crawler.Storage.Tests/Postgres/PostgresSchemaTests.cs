using Crawler.Protocol.Metainfo;
using Crawler.Storage.Tests.Stores;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Tests.Postgres;

public sealed class PostgresSchemaTests
{
    [Fact]
    public async Task An_empty_database_is_migrated_once()
    {
        await using var test = await TestPostgres.CreateEmptyAsync();
        await using var store = test.Open();
        var problem = await Assert.ThrowsAsync<StoreException>(() => store.LagAsync());
        Assert.EndsWith("is empty; run: crawler db migrate", problem.Message);

        Assert.NotEmpty(await store.MigrateAsync());
        Assert.Empty(await store.MigrateAsync());
        Assert.Equal(0, (await store.LagAsync()).Batches);
    }

    [Fact]
    public async Task Nodes_that_migrate_at_once_do_not_hurt_each_other()
    {
        await using var test = await TestPostgres.CreateEmptyAsync();
        await using var one = test.Open();
        await using var other = test.Open();

        await Task.WhenAll(one.MigrateAsync(), other.MigrateAsync());

        Assert.Empty((await one.StatusAsync()).PendingMigrations);
    }

    [Theory]
    [InlineData("sighting", "ip", "inet")]
    [InlineData("sighting", "last_seen", "timestamp with time zone")]
    [InlineData("announce", "at", "timestamp with time zone")]
    [InlineData("announce", "address", "inet")]
    [InlineData("announce", "own_ip", "inet")]
    [InlineData("announce", "refusal_kind", "smallint")]
    [InlineData("schedule", "family", "smallint")]
    [InlineData("announce", "peers_v4", "bytea")]
    [InlineData("announce", "interval_asked", "bigint")]
    [InlineData("torrent", "infohash", "bytea")]
    [InlineData("torrent", "is_canary", "boolean")]
    [InlineData("swarm_estimate", "size", "double precision")]
    [InlineData("swarm_estimate", "to_at", "timestamp with time zone")]
    [InlineData("swarm_estimate", "flags", "integer")]
    public async Task Columns_have_the_types_people_who_write_sql_expect(string table, string column, string type)
    {
        await using var test = await TestPostgres.CreateAsync();
        await using var db = test.OpenDb();
        FormattableString sql = $"SELECT data_type::text AS \"Value\" FROM information_schema.columns WHERE table_name = {table} AND column_name = {column}";

        Assert.Equal(type, await db.Database.SqlQuery<string>(sql).SingleAsync());
    }

    [Fact]
    public async Task The_aggregate_is_keyed_by_torrent_tracker_family_address_and_port()
    {
        await using var test = await TestPostgres.CreateAsync();
        await using var db = test.OpenDb();
        var key = await db.Database.SqlQuery<string>(
            $"SELECT pg_get_constraintdef(oid) AS \"Value\" FROM pg_constraint WHERE conname = 'pk_sighting'").SingleAsync();

        Assert.Equal("PRIMARY KEY (torrent_id, tracker_id, family, ip, port)", key);
    }

    [Fact]
    public async Task Registering_known_targets_uses_up_no_ids_and_writes_no_rows()
    {
        await using var test = await TestPostgres.CreateAsync();
        await using var store = test.Open();
        Target[] targets = [.. Enumerable.Range(0, 10).Select(i => Some.Target(i, [Some.Tracker]) with { Name = "known" })];
        await store.RegisterAsync(targets);
        await using var db = test.OpenDb();
        var before = await MarksAsync(db);

        await using (var next = test.Open()) await next.RegisterAsync(targets);

        Assert.Equal(before, await MarksAsync(db));
    }

    /// <summary>Which row versions there are, and the next id.</summary>
    private static Task<List<string>> MarksAsync(CrawlerDbContext db) => db.Database.SqlQuery<string>(
        $"""
        SELECT id || ' ' || xmin AS "Value" FROM torrent
        UNION ALL SELECT torrent_id || ' ' || tracker_id || ' ' || xmin FROM torrent_tracker
        UNION ALL SELECT last_value::text FROM torrent_id_seq
        UNION ALL SELECT last_value::text FROM tracker_id_seq
        """).OrderBy(mark => mark).ToListAsync();
}
