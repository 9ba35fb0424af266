using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crawler.EndToEnd.Crawling.Parts;

namespace Crawler.EndToEnd.Crawling;

/// <summary>The same trackers crawled once into each store.</summary>
public class BothStoresTests(StableTrackers trackers) : IClassFixture<StableTrackers>
{
    /// <summary>What two runs cannot have in common: times, and how long answers took.</summary>
    private static readonly string[] OfTheRun =
        ["last_attempt_at", "claimed_at", "due_at", "last_success_at", "last_error_at", "latency_p50_ms", "latency_p95_ms", "latency_max_ms", "from", "to"];

    [Fact]
    public async Task Both_print_the_same_report()
    {
        var sqlite = await Report.OfAsync(trackers.SqliteFile);
        var postgres = await Report.OfAsync(trackers.PostgresConnection);

        Assert.Equal(Comparable(sqlite.Torrents), Comparable(postgres.Torrents));
        Assert.Equal(Comparable(sqlite.Trackers).Order(), Comparable(postgres.Trackers).Order());
    }

    [Fact]
    public async Task The_report_says_what_the_trackers_said()
    {
        var report = await Report.OfAsync(trackers.PostgresConnection);

        var torrent = report.Torrents.Single();
        Assert.Equal(StableTrackers.Torrent.InfoHash.ToString(), torrent.GetProperty("info_hash").GetString());
        Assert.Equal(StableTrackers.AllPeers.Count, torrent.GetProperty("distinct_peers").GetInt32());
        var http = report.OfPair(trackers.Http.AnnounceUrl);
        Assert.Equal((30, 12), (http.GetProperty("seeders").GetInt32(), http.GetProperty("leechers").GetInt32()));
        var refusing = report.OfPair(trackers.Refusing.AnnounceUrl);
        Assert.Equal(("refused", "not here"), (refusing.GetProperty("last_outcome").GetString(), refusing.GetProperty("last_error").GetString()));
        Assert.All(report.Trackers, tracker => Assert.True(tracker.GetProperty("attempts").GetInt32() >= 1));
    }

    [Fact]
    public async Task Plain_sql_shows_the_rows_in_postgresql()
    {
        var store = StoredCrawl.Postgres(trackers.PostgresConnection);

        var seen = await store.QueryAsync(
            """
            SELECT host(s.ip), s.port, s.times_seen, s.first_seen <= s.last_seen
            FROM sighting s JOIN tracker t ON t.id = s.tracker_id WHERE t.scheme = 0 ORDER BY s.ip
            """);

        Assert.Equal(StableTrackers.HttpPeers.Select(Pseudonyms.Of).Select(peer => (peer.Address.ToString(), peer.Port)).Order(), seen.Select(row => ((string)row[0]!, (int)row[1]!)).Order());
        Assert.All(seen, row => Assert.Equal(((object)1, true), (row[2], row[3])));
    }

    [Fact]
    public async Task Both_hold_the_same_calls_and_peers()
    {
        var (sqlite, postgres) = (StoredCrawl.Sqlite(trackers.SqliteFile), StoredCrawl.Postgres(trackers.PostgresConnection));

        Assert.Equal(Shape(await sqlite.CallsAsync()), Shape(await postgres.CallsAsync()));
        Assert.Equal((await sqlite.PeersAsync()).Order(), (await postgres.PeersAsync()).Order());
        Assert.Contains(await postgres.PeersAsync(), peer => peer.IsV6 && peer.Address.Equals(Pseudonyms.Of(IPAddress.Parse("2001:db8::1"))));

        static IEnumerable<string> Shape(IEnumerable<StoredCrawl.Call> calls) => calls.Select(call => $"{call with { At = default }}").Order();
    }

    private static IEnumerable<string> Comparable(IEnumerable<JsonElement> lines) => lines.Select(line =>
    {
        var node = JsonNode.Parse(line.GetRawText())!.AsObject();
        var trackers = (node["trackers"]?.AsArray() ?? []).Select(tracker => tracker!.AsObject()).Append(node).ToList();
        var estimates = trackers.SelectMany(part => (part["estimates"]?.AsArray() ?? []).Select(estimate => estimate!.AsObject()));
        foreach (var part in trackers.Concat(estimates).ToList())
            foreach (var name in OfTheRun)
                part.Remove(name);
        return node.ToJsonString();
    });
}
