using System.Net;
using Crawler.Lab.Swarms;
using Crawler.Lab.Torrents;
using Crawler.Lab.Trackers;

namespace Crawler.EndToEnd.Lab;

public class RealClientTests
{
    private static readonly TorrentBuilder Torrent = new() { Name = "real-client-tests.bin", Private = true };

    [Fact]
    public async Task Real_clients_show_up_at_the_tracker_in_their_roles()
    {
        await using var tracker = await OpenTracker.StartAsync(Torrent.InfoHash);
        await using var aria2 = await RealClient.JoinWithAria2Async(tracker, Torrent);
        await using var libtorrent = await RealClient.JoinWithLibtorrentAsync(tracker, Torrent, address: IPAddress.Parse("127.0.0.2"));
        await using var leecher = await RealClient.JoinWithLibtorrentAsync(tracker, Torrent, ClientRole.Leecher);

        await tracker.ShowsAsync(Torrent.InfoHash, seeders: 2, leechers: 1);

        var onlooker = new IPEndPoint(IPAddress.Parse("127.9.9.9"), 9);
        var named = await tracker.AnnounceAsync(Torrent.InfoHash, onlooker, left: 1, numWant: 50);
        Assert.Superset(new HashSet<object> { aria2.Peer, libtorrent.Peer, leecher.Peer }, named.Cast<object>().ToHashSet());
    }

    [Fact]
    public async Task An_aria2_leecher_stays_a_leecher_beside_a_seeder()
    {
        await using var tracker = await OpenTracker.StartAsync(Torrent.InfoHash);
        await using var leecher = await RealClient.JoinWithAria2Async(tracker, Torrent, ClientRole.Leecher);
        await using var seeder = await RealClient.JoinWithAria2Async(tracker, Torrent);

        await tracker.ShowsAsync(Torrent.InfoHash, seeders: 1, leechers: 1);
    }
}
