using System.Diagnostics;
using Crawler.Lab;
using Crawler.Protocol.Metainfo;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Log;
using Npgsql;

namespace Crawler.Benchmarks.Ingest;

/// <summary>The ingest into a store that holds so many rows, in a database of its own, step by step.</summary>
internal sealed class IngestRun(string server, int rows, int attempts)
{
    private static readonly Campaign Campaign =
        new() { Name = "ingest", Manifest = "{}", ConfigHash = "0", Version = "0", Vantage = "here", StartedAt = DateTimeOffset.UnixEpoch };

    /// <summary>Measures everything once.</summary>
    public async Task RunAsync()
    {
        var database = $"ingest_{Guid.NewGuid():N}";
        await ExecuteAsync(server, $"CREATE DATABASE {database}");
        try
        {
            await MeasureAsync(new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString);
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync(server, $"DROP DATABASE {database} WITH (FORCE)");
        }
    }

    private async Task MeasureAsync(string address)
    {
        IngestTable.Begin(rows);
        var swarms = new ZipfSwarms(rows);
        await using var store = StoreFactory.Open(StoreLocation.Parse(address));
        await store.MigrateAsync();
        var campaign = await store.Campaigns.OpenAsync(Campaign);
        // One after the other and first, so that they and the first torrent have the numbers the filled rows name them by.
        for (var tracker = 1; tracker <= ZipfSwarms.Trackers; tracker++)
            await store.RegisterAsync([new Target { InfoHash = ZipfSwarms.HashOf(1), Trackers = AnnounceTiers.None.With([ZipfSwarms.UrlOf(tracker)]) }]);
        await FilledStore.FillAsync(address, swarms);
        // A crawl knows its torrents before it calls: the numbers are in the cache.
        foreach (var page in Enumerable.Range(1, swarms.Torrents).Chunk(10_000))
            await store.RegisterAsync([.. page.Select(torrent => new Target { InfoHash = ZipfSwarms.HashOf(torrent), Trackers = AnnounceTiers.None })]);

        var replies = new Replies(swarms, campaign);
        using var scratch = new PrivateFolder();
        var psql = new Psql(address);
        await store.AppendAsync(replies.Batches("warm", 1000, 1000, replies.Common)[0]);
        await store.MergeAsync();

        var large = await AppendAsync(store, replies.Batches("large", attempts, 10_000, replies.Common));
        var log = scratch["announce"];
        await psql.RunAsync($@"\copy (SELECT * FROM announce WHERE writer_id = (SELECT id FROM log_writer WHERE name = 'large')) TO '{log}'");
        var bareLog = await CopyAsync(psql, "announce", log, attempts, keyed: false);
        var keyedLog = await CopyAsync(psql, "announce", log, attempts, keyed: true);
        IngestTable.Add("append: batches of 10 000, with schedules", large, bareLog, keyedLog);
        await MergeAsync(store, "merge: 15 peers a reply, torrents by size, 70 % known", psql, scratch);

        IngestTable.Add("append: batches of 1 000, with schedules", await AppendAsync(store, replies.Batches("small", attempts / 2, 1_000, replies.Common)), bareLog, keyedLog);
        await store.MergeAsync();
        await AppendAsync(store, replies.Batches("worst", attempts, 10_000, replies.Worst));
        await MergeAsync(store, "merge: every row a random torrent, 70 % known", psql, scratch);
    }

    private static async Task<double> AppendAsync(ICrawlStore store, LogBatch[] batches)
    {
        GC.Collect();
        var clock = Stopwatch.StartNew();
        foreach (var batch in batches) await store.AppendAsync(batch);
        return batches.Sum(batch => batch.Entries.Count) / clock.Elapsed.TotalSeconds;
    }

    private static async Task MergeAsync(ICrawlStore store, string what, Psql psql, PrivateFolder scratch)
    {
        GC.Collect();
        var clock = Stopwatch.StartNew();
        var merged = await store.MergeAsync();
        var rate = merged.Sightings / clock.Elapsed.TotalSeconds;
        var file = scratch["sighting"];
        await psql.RunAsync($@"\copy (SELECT * FROM sighting ORDER BY last_seen DESC LIMIT {merged.Sightings}) TO '{file}'");
        var bare = await CopyAsync(psql, "sighting", file, merged.Sightings, keyed: false);
        IngestTable.Add(what, rate, bare, await CopyAsync(psql, "sighting", file, merged.Sightings, keyed: true));
    }

    /// <summary>Rows a second of <c>\copy</c> into an empty table of that shape, without any index or partition, or with all the real one has.</summary>
    private static async Task<double> CopyAsync(Psql psql, string shape, string file, long count, bool keyed)
    {
        await psql.RunAsync($"DROP TABLE IF EXISTS beside; CREATE TABLE beside (LIKE {shape} {(keyed ? "INCLUDING INDEXES" : "")} INCLUDING STORAGE)");
        var elapsed = await psql.RunAsync($@"\copy beside FROM '{file}'");
        await psql.RunAsync("DROP TABLE beside");
        return count / elapsed.TotalSeconds;
    }

    private static async Task ExecuteAsync(string address, string sql)
    {
        await using var connection = new NpgsqlConnection(address);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
