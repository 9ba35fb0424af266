using System.Text;
using Crawler.Lab;
using Crawler.Lab.Trackers;

namespace Crawler.Host.Tests.Enriching;

public sealed class PeerClientTests : IDisposable
{
    private readonly PrivateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_crawl_that_asks_for_ids_keeps_the_software_they_tell_and_nothing_else_of_them()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(Body()));
        using var end = new CancellationTokenSource();
        var running = CommandLine.RunAsync(
            ["crawl", new string('a', 40), "--tracker", tracker.AnnounceUrl, "--allow-private", "--store", _folder["c.db"], "--state", _folder["state"], "--peer-ids"], [], cancellation: end.Token);
        var request = await tracker.NextAsync();
        await end.CancelAsync();
        var crawled = await running;
        Assert.True(crawled.ExitCode == 0, crawled.Error);
        Assert.Equal("0", request.Text("compact"));

        var stats = await CommandLine.RunAsync("stats", "composition", "--json", "--store", _folder["c.db"]);
        Assert.Contains("""{"kind":"client_coverage","peers":4,"with_id":3,"with_client":2,"coverage":0.5,"clients":1}""", stats.Output, StringComparison.Ordinal);
        Assert.Contains("""{"kind":"client","client":"qBittorrent","peers":2,"share":1}""", stats.Output, StringComparison.Ordinal);
        Assert.Contains("""{"kind":"client_version","client":"qBittorrent","version":"5.0.4","peers":1,"share":0.5}""", stats.Output, StringComparison.Ordinal);
        var text = await CommandLine.RunAsync("stats", "composition", "--store", _folder["c.db"]);
        Assert.Contains("peers whose software is known", text.Output, StringComparison.Ordinal);

        var paper = await CommandLine.RunAsync("report", "--paper", _folder["paper"], "--store", _folder["c.db"]);
        Assert.Equal(0, paper.ExitCode);
        Assert.Contains("qBittorrent,5.0.4,1,", await File.ReadAllTextAsync(Path.Combine(_folder["paper"], "tables", "client.csv")), StringComparison.Ordinal);
        Assert.Contains("3 of 4 peers came with one, 2 with one that tells their software", await File.ReadAllTextAsync(Path.Combine(_folder["paper"], "paper.md")), StringComparison.Ordinal);

        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
            Assert.True((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf("planted-tail"u8) < 0, file);
    }

    [Fact]
    public async Task An_announce_that_asks_for_ids_shows_the_software_of_each_peer()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(Body()));

        var json = await CommandLine.RunAsync("announce", new string('a', 40), "--tracker", tracker.AnnounceUrl, "--allow-private", "--peer-ids", "--json");
        Assert.Contains("""{"ip":"93.184.216.2","port":6881,"client":"qBittorrent 4.6.7"}""", json.Output, StringComparison.Ordinal);
        Assert.Contains("""{"ip":"93.184.216.4","port":6881,"client":null}""", json.Output, StringComparison.Ordinal);
        var text = await CommandLine.RunAsync("announce", new string('a', 40), "--tracker", tracker.AnnounceUrl, "--allow-private", "--peer-ids");
        Assert.Contains("93.184.216.1:6881      qBittorrent 5.0.4", text.Output, StringComparison.Ordinal);
    }

    private static AnnounceBody Body() => new()
    {
        Interval = 1,
        Peers = null,
        Extra =
        [
            ("peers", new List<object>
            {
                Peer("93.184.216.1", "-qB5040-planted-tail"), Peer("93.184.216.2", "-qB4670-planted-tail"), Peer("93.184.216.3", "\u001b[31m!!!planted-tail"), Peer("93.184.216.4", null),
            }),
        ],
    };

    private static object Peer(string ip, string? id)
    {
        (string, object)[] keys = [("ip", ip), .. id is null ? Array.Empty<(string, object)>() : [("peer id", Encoding.Latin1.GetBytes(id))], ("port", 6881L)];
        return keys;
    }
}
