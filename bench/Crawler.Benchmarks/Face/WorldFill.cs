using System.Diagnostics;
using Crawler.Benchmarks.Ingest;
using Crawler.Host.Formatting;
using Crawler.Storage;
using Crawler.Storage.Campaigns;
using Npgsql;
using NpgsqlTypes;

namespace Crawler.Benchmarks.Face;

/// <summary>
/// Fills an empty database with a world. The log and the aggregate come by COPY; what is rolled up is rolled up by the
/// store itself, but for the eleven months before, whose log is no longer there.
/// </summary>
internal sealed class WorldFill(string store, FaceWorld world)
{
    private const int Writer = 1;

    /// <summary>Fills it, and says how far it is.</summary>
    public async Task RunAsync()
    {
        await using var opened = StoreFactory.Open(StoreLocation.Parse(store));
        await opened.MigrateAsync();
        if ((await opened.Campaigns.ListAsync(null)).Count > 0) throw new InvalidOperationException("the store is not empty");
        var campaign = await CampaignsAsync(opened);
        await using var source = new NpgsqlDataSourceBuilder(store) { ConnectionStringBuilder = { CommandTimeout = 0 } }.Build();
        await using var connection = await source.OpenConnectionAsync();
        await StepAsync("torrents and trackers", () => NamesAsync(connection));
        await StepAsync("sightings", () => SightingFill.RunAsync(connection, world));
        await StepAsync("log", () => new LogFill(connection, world, Writer, campaign).RunAsync());
        await StepAsync("analyzed", () => connection.RunAsync("ANALYZE"));
        await StepAsync("rolled up", () => opened.RollAsync(int.MaxValue));
        await StepAsync("year before", () => WorldSql.YearBeforeAsync(connection, world));
        await StepAsync("schedules", () => WorldSql.SchedulesAsync(connection, world));
        await StepAsync("estimates", () => WorldSql.EstimatesAsync(connection, world, campaign));
        await StepAsync("estimates rolled up", () => opened.RollAsync(int.MaxValue));
        await StepAsync("vacuumed", () => connection.RunAsync("VACUUM ANALYZE"));
    }

    private static async Task StepAsync(string what, Func<Task> step)
    {
        var clock = Stopwatch.StartNew();
        await step();
        await Console.Error.WriteLineAsync($"{what}: {clock.Elapsed.TotalSeconds:0} s");
    }

    private async Task<int> CampaignsAsync(ICrawlStore opened)
    {
        var campaign = 0;
        foreach (var name in new[] { "a first look", "last summer", "swarms of a month" })
        {
            campaign = await opened.Campaigns.OpenAsync(new Campaign
            {
                Name = name,
                Why = "To be looked at.",
                Manifest = "{}",
                ConfigHash = name,
                Version = "0",
                Vantage = "bench",
                StartedAt = world.Start,
            });
            for (var i = 0; i < 100; i++)
                await opened.Campaigns.NoteAsync(campaign, new CampaignEvent(world.Start.AddHours(7 * i), i % 2 == 0 ? "paused" : "resumed", $"for the {i + 1}th time"));
        }

        await opened.Campaigns.ReportProgressAsync(campaign, world.End, JsonLine.Of(new CrawlProgress
        {
            Campaign = "swarms of a month",
            At = world.End,
            ElapsedS = FaceWorld.Days * 86_400,
            LeftS = null,
            Paused = false,
            Torrents = world.Torrents,
            TorrentsToBegin = world.Torrents / 100,
            Sessions = world.Torrents * 5,
            SessionsCalled = world.Torrents * 5,
            Measured = world.Torrents / 2,
            Due = 17,
            InFlight = 23,
            Calls = 7_000_000,
            Answered = 5_000_000,
            CallsPerS = 2.7,
            OutcomesPerS = new Dictionary<string, double> { ["ok"] = 2.1, ["timeout"] = 0.6 },
            Peers = 700_000,
            NewPeersPerS = 0.3,
            LateP50S = 0.1,
            LateP99S = 4,
            Stored = 7_000_000,
            Unstored = 12,
            SpoolBatches = 0,
            SpoolBytes = 0,
            AggregateLagBatches = 0,
            MemoryBytes = 900_000_000,
            EtaS = 86_400,
            Trouble = null,
        }));
        return campaign;
    }

    private async Task NamesAsync(NpgsqlConnection connection)
    {
        await connection.CopyAsync("torrent (id, infohash, name, size)", Enumerable.Range(1, world.Torrents), (copy, torrent) =>
        {
            copy.Write(torrent, NpgsqlDbType.Integer);
            copy.Write(ZipfSwarms.HashOf(torrent).ToArray(), NpgsqlDbType.Bytea);
            if (FaceWorld.NameOf(torrent) is { } name) copy.Write(name, NpgsqlDbType.Text);
            else copy.WriteNull();
            copy.Write((long)(FaceWorld.Of(torrent, 8) % 8_000_000_000), NpgsqlDbType.Bigint);
        });
        await connection.CopyAsync("tracker (id, url_key, scheme, host, port, redacted_path)", Enumerable.Range(1, world.Trackers), (copy, tracker) =>
        {
            var url = FaceWorld.UrlOf(tracker);
            copy.Write(tracker, NpgsqlDbType.Integer);
            copy.Write(url.Key(), NpgsqlDbType.Bytea);
            copy.Write((short)url.Scheme, NpgsqlDbType.Smallint);
            copy.Write(url.Host, NpgsqlDbType.Text);
            copy.Write(url.Port, NpgsqlDbType.Integer);
            copy.Write(url.RedactedPath, NpgsqlDbType.Text);
        });
        await connection.CopyAsync("tracker_secret (tracker_id, url)", Enumerable.Range(1, world.Trackers), (copy, tracker) =>
        {
            copy.Write(tracker, NpgsqlDbType.Integer);
            copy.Write(FaceWorld.UrlOf(tracker).Reveal(), NpgsqlDbType.Text);
        });
        var places = Enumerable.Range(1, world.Torrents).SelectMany(torrent => Enumerable.Range(0, FaceWorld.PerTorrent).Select(place => (torrent, place)));
        await connection.CopyAsync("torrent_tracker (torrent_id, tracker_id, tier, position)", places, (copy, pair) =>
        {
            copy.Write(pair.torrent, NpgsqlDbType.Integer);
            copy.Write(world.TrackerOf(pair.torrent, pair.place), NpgsqlDbType.Integer);
            copy.Write(0, NpgsqlDbType.Integer);
            copy.Write(pair.place, NpgsqlDbType.Integer);
        });
        await connection.RunAsync($"SELECT setval('torrent_id_seq', {world.Torrents}), setval('tracker_id_seq', {world.Trackers})");
    }
}
