using Crawler.EndToEnd.Crawling.Parts;
using Crawler.Lab;
using Crawler.Lab.Torrents;
using Crawler.Lab.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;

namespace Crawler.EndToEnd.Crawling;

public class LeavingTests
{
    private static readonly TorrentBuilder Torrent = new() { Name = "leaving.bin" };
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);
    private static readonly PeerEndpoint Peer = PeerEndpoint.From(new([10, 1, 2, 3]), 4000);

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Stopped_reaches_exactly_the_trackers_that_acknowledged_started(string signal)
    {
        await using var http = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody { Peers = [Peer] }));
        await using var udp = FakeUdpTracker.Start();
        await using var refusing = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody { FailureReason = "no", Peers = null }));
        using var folder = new PrivateFolder();
        await using var crawler = Crawl(folder, http.AnnounceUrl, udp.AnnounceUrl, refusing.AnnounceUrl);
        await crawler.UntilAsync(() => crawler.Output.Split('\n').Count(line => line.Contains("(started)")) == 3, "all three were called");

        await crawler.SignalAsync(signal);
        var ended = await crawler.EndsAsync(TenSeconds);

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal([("started", "200"), ("stopped", "0")], http.Requests.Select(call => (call.Text("event"), call.Text("numwant"))));
        Assert.Equal(["started"], refusing.Requests.Select(call => call.Text("event")));
        Assert.Equal(
            [(AnnounceEvent.Started, 200), (AnnounceEvent.Stopped, 0)],
            udp.Packets.Where(packet => packet.Announce is not null).Select(packet => (packet.Announce!.Event, packet.Announce.NumWant)));
        await EverythingIsStoredAsync(folder, calls: 5, refused: 1);
    }

    [Fact]
    public async Task A_real_tracker_no_longer_counts_us()
    {
        await using var tracker = await OpenTracker.StartAsync(Torrent.InfoHash);
        using var folder = new PrivateFolder();
        await using var crawler = Crawl(folder, tracker.UdpUrl);
        await tracker.ShowsAsync(Torrent.InfoHash, seeders: 0, leechers: 1);

        var ended = await crawler.InterruptAsync(TenSeconds);

        Assert.Equal(0, ended.ExitCode);
        await tracker.ShowsAsync(Torrent.InfoHash, seeders: 0, leechers: 0);
    }

    [Fact]
    public async Task A_tracker_that_never_answers_does_not_hold_the_exit()
    {
        await using var good = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody { Peers = [Peer] }));
        await using var silent = FakeHttpTracker.Start(_ => FakeResponse.NeverAnswer);
        await using var silentUdp = FakeUdpTracker.Start((_, _) => UdpReply.None);
        using var folder = new PrivateFolder();
        await using var crawler = Crawl(folder, good.AnnounceUrl, silent.AnnounceUrl, silentUdp.AnnounceUrl);
        await crawler.UntilAsync(
            () => crawler.Output.Contains(" ok ") && silent.Requests.Count > 0 && silentUdp.Packets.Count > 0, "all three were called");

        var ended = await crawler.InterruptAsync(TenSeconds);

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal(["started", "stopped"], good.Requests.Select(call => call.Text("event")));
        Assert.Single(silent.Requests);
        Assert.Contains(Pseudonyms.Of(Peer), await StoredCrawl.Sqlite(folder["crawl.db"]).PeersAsync());
    }

    [Fact]
    public async Task A_tracker_deaf_to_our_goodbye_does_not_hold_the_exit()
    {
        await using var deaf = FakeHttpTracker.Start(call => call.Text("event") == "stopped"
            ? FakeResponse.NeverAnswer
            : FakeResponse.Ok(new AnnounceBody { Peers = [Peer] }));
        using var folder = new PrivateFolder();
        await using var crawler = Crawl(folder, deaf.AnnounceUrl);
        await crawler.UntilAsync(() => crawler.Output.Contains(" ok "), "it was called");

        var ended = await crawler.InterruptAsync(TenSeconds);

        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal(["started", "stopped"], deaf.Requests.Select(call => call.Text("event")));
    }

    [Fact]
    public async Task A_second_interrupt_ends_it_at_once()
    {
        await using var deaf = FakeHttpTracker.Start(call => call.Text("event") == "stopped"
            ? FakeResponse.NeverAnswer
            : FakeResponse.Ok(new AnnounceBody()));
        using var folder = new PrivateFolder();
        await using var crawler = Crawl(folder, deaf.AnnounceUrl);
        await crawler.UntilAsync(() => crawler.Output.Contains(" ok "), "it was called");
        var store = StoredCrawl.Sqlite(folder["crawl.db"]);
        await Eventually.HoldsAsync(async () => (await store.CallsAsync()).Count == 1, "the call is stored");
        await crawler.SignalAsync("INT");
        await crawler.UntilAsync(() => deaf.Requests.Count == 2, "the goodbye is out");

        var ended = await crawler.InterruptAsync();

        Assert.Equal(130, ended.ExitCode);
        Assert.Single(await store.CallsAsync());
    }

    private static CrawlerProcess Crawl(PrivateFolder folder, params string[] trackers) => CrawlerProcess.Start(
        ["crawl", $"{Torrent.InfoHash}", "--allow-private", "--for", "2m", "--store", folder["crawl.db"], .. trackers.SelectMany(url => (string[])["--tracker", url])]);

    private static async Task EverythingIsStoredAsync(PrivateFolder folder, int calls, int refused)
    {
        var store = StoredCrawl.Sqlite(folder["crawl.db"]);
        var stored = await store.CallsAsync();
        Assert.Equal(calls, stored.Count);
        Assert.Equal(refused, stored.Count(call => call.Outcome == AttemptOutcome.Refused));
        Assert.Equal(2, stored.Count(call => call.Event == AnnounceEvent.Stopped && call.NumWant == 0));
        Assert.Equal([Pseudonyms.Of(Peer)], await store.PeersAsync());
        Assert.Equal(1, await store.NumberAsync("SELECT COUNT(*) FROM campaign WHERE ended_at IS NOT NULL"));
    }
}
