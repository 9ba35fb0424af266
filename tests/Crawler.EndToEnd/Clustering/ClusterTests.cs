using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crawler.EndToEnd.Crawling.Parts;
using Crawler.Lab;
using Crawler.Lab.Trackers;
using Crawler.Protocol.Announce;

namespace Crawler.EndToEnd.Clustering;

/// <summary>
/// Three crawlers and a web node, processes of their own at 127.0.0.2–5, one PostgreSQL, one tracker that keeps a list. One is
/// killed and one leaves; the swarms go on, and the tracker notices nothing. The whole case, with 30 000 swarms and nodes that hang
/// and come back, is <c>bench -- cluster</c>.
/// </summary>
public sealed class ClusterTests
{
    private const int Swarms = 120;
    private const int Interval = 60;
    private const string Secret = "a secret of the test";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Swarms_of_a_node_that_dies_or_leaves_go_on_elsewhere_and_nobody_is_called_early()
    {
        await using var tracker = FakeUdpTracker.Start();
        tracker.Interval = Interval;
        await using var database = await PostgresDatabase.CreateAsync();
        using var folder = new PrivateFolder();
        folder.Write("campaign.yaml", $"""
            name: cluster
            contact: nobody@example.org
            targets: ["@swarms.txt"]
            trackers: ["{tracker.AnnounceUrl}"]
            families: ipv4
            addresses: {"{"} allow-private: true {"}"}
            """);
        folder.Write("swarms.txt", string.Join('\n', Enumerable.Range(1, Swarms).Select(number => ((ulong)number * 0x9E3779B97F4A7C15UL).ToString("x16") + number.ToString("x24"))));
        var port = FreePort.ForTcpAndUdp();
        string[] addresses = [.. Enumerable.Range(2, 3).Select(last => $"127.0.0.{last}:{port}")];
        await using var first = Start(folder, database, addresses, addresses[0], "--campaign", folder["campaign.yaml"]);
        await first.UntilAsync(() => first.Output.Contains("listening"), "the first serves");
        await using var second = Start(folder, database, addresses, addresses[1], "--campaign", folder["campaign.yaml"]);
        await using var third = Start(folder, database, addresses, addresses[2], "--campaign", folder["campaign.yaml"]);
        await using var web = Start(folder, database, addresses, $"127.0.0.5:{port}");
        await web.UntilAsync(() => web.Output.Contains("listening on "), "the web node serves");
        using var http = new HttpClient { BaseAddress = new Uri(web.Output.Split("listening on ")[1].Split('\n')[0]) };

        await ShownAsync(http, [.. addresses], "swarms are placed on three");
        await Eventually.HoldsAsync(() => Announces(tracker).Count() >= Swarms, "all are called", Patience);
        var page = await http.GetStringAsync(new Uri("/cluster", UriKind.Relative));
        Assert.All(addresses, address => Assert.Contains(address, page, StringComparison.Ordinal));
        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Contains("crawler_cluster_nodes{state=\"up\"} 4", metrics, StringComparison.Ordinal);
        Assert.Contains($"crawler_cluster_torrents_placed{{}} {Swarms}", metrics, StringComparison.Ordinal);
        Assert.Contains("crawler_cluster_spread{} 1", metrics, StringComparison.Ordinal);

        await first.SignalAsync("KILL");
        await ShownAsync(http, addresses[1..], "swarms of the one that was killed are placed on two");
        await second.SignalAsync("TERM");
        var ended = await second.EndsAsync(Patience);
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error.Split('\n').FirstOrDefault(line => line.Contains("ended", StringComparison.Ordinal)) ?? ""));
        await ShownAsync(http, addresses[2..], "swarms of the one that left are placed on one");

        Assert.All(Announces(tracker), packet => Assert.NotEqual(AnnounceEvent.Stopped, packet.Announce!.Event));
        foreach (var swarm in Announces(tracker).GroupBy(packet => packet.Announce!.InfoHash))
        {
            var times = swarm.Select(packet => packet.At).Order().ToList();
            Assert.All(times.Zip(times.Skip(1)), pair => Assert.True((pair.Second - pair.First).TotalSeconds >= Interval - 0.1, $"called again after {pair.Second - pair.First}"));
        }
    }

    private static IEnumerable<UdpTrackerPacket> Announces(FakeUdpTracker tracker) => tracker.Packets.Where(packet => packet.Announce is not null);

    private static CrawlerProcess Start(PrivateFolder folder, PostgresDatabase database, string[] seeds, string address, params string[] more) => CrawlerProcess.StartIn(
        new Dictionary<string, string> { ["CRAWLER_CLUSTER__SECRET"] = Secret, ["CRAWLER_CLUSTER__MINIMUMCRAWLERS"] = "3" },
        [
            "serve", "--cluster", "--store", database.ConnectionString, "--listen", "http://127.0.0.1:0", "--cluster-listen", address,
            .. seeds.SelectMany(seed => new[] { "--seed", seed }), "--state", folder["state-" + address.Replace(':', '-')], .. more,
        ]);

    /// <summary>Until the web node shows all swarms on these crawlers and no others.</summary>
    private static Task ShownAsync(HttpClient http, string[] addresses, string what) => Eventually.HoldsAsync(
        async () =>
        {
            using var answer = await http.GetAsync(new Uri("/api/v1/cluster", UriKind.Relative));
            if (!answer.IsSuccessStatusCode) return false;
            var cluster = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
            var crawlers = cluster["nodes"]!.AsArray().Where(node => (string?)node!["state"] == "up" && node["torrents"] is not null).ToList();
            return crawlers.Select(node => (string)node!["address"]!).Order().SequenceEqual(addresses)
                && crawlers.Sum(node => (long)node!["torrents"]!) == Swarms && crawlers.All(node => (long)node!["torrents"]! > 0) && (long?)cluster["torrents_placed"] == Swarms;
        },
        what,
        Patience);
}
