using Crawler.Lab.Swarms;
using Crawler.Lab.Torrents;
using Crawler.Lab.Trackers;
using Crawler.Protocol;

namespace Crawler.EndToEnd.Lab;

public class OpenTrackerTests
{
    private static readonly TorrentBuilder Torrent = new() { Name = "opentracker-tests.bin" };

    [Fact]
    public async Task A_swarm_of_known_size_stands_in_a_real_tracker()
    {
        await using var tracker = await OpenTracker.StartAsync(Torrent.InfoHash);
        await tracker.AnnounceAsync(Torrent.InfoHash, LoopbackPeer.Addresses(300));
        await tracker.AnnounceAsync(Torrent.InfoHash, LoopbackPeer.Addresses(310).Skip(300), left: 1);

        var counts = await tracker.ScrapeAsync(Torrent.InfoHash);

        Assert.Equal((300, 10), (counts.Complete, counts.Incomplete));
    }

    [Fact]
    public async Task It_names_the_peers_that_announced()
    {
        await using var tracker = await OpenTracker.StartAsync(Torrent.InfoHash);
        var peers = LoopbackPeer.Addresses(5).ToArray();
        await tracker.AnnounceAsync(Torrent.InfoHash, peers);

        var named = await tracker.AnnounceAsync(Torrent.InfoHash, peers[0], numWant: 50);

        Assert.Equal(peers.Select(peer => PeerEndpoint.From(peer.Address, peer.Port)), named.Order());
    }

    [Fact]
    public async Task Other_swarms_are_refused()
    {
        await using var tracker = await OpenTracker.StartAsync(Torrent.InfoHash);

        var no = await Assert.ThrowsAsync<TrackerSaidNoException>(() =>
            tracker.AnnounceAsync((Torrent with { Name = "other" }).InfoHash, LoopbackPeer.Addresses(1).Single()));

        Assert.Contains("not authorized", no.Message);
    }

    [Fact]
    public async Task It_is_gone_when_disposed()
    {
        var tracker = await OpenTracker.StartAsync(Torrent.InfoHash);
        await tracker.DisposeAsync();

        using var http = new HttpClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync(new Uri(tracker.HttpUrl)));
    }
}
