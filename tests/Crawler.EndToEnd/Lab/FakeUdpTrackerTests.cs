using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Crawler.Lab.Swarms;
using Crawler.Lab.Trackers;
using Crawler.Protocol;

namespace Crawler.EndToEnd.Lab;

public class FakeUdpTrackerTests
{
    private static readonly InfoHash Swarm = InfoHash.Parse(new string('a', 40));
    private static readonly LoopbackPeer Peer = new(new IPEndPoint(IPAddress.Parse("127.0.0.9"), 6881));
    private static readonly PeerEndpoint Known = PeerEndpoint.From(IPAddress.Parse("192.0.2.7"), 51413);

    [Fact]
    public async Task It_answers_announce_and_scrape_from_its_table()
    {
        await using var tracker = FakeUdpTracker.Start();
        tracker.Swarms[Swarm] = new FakeSwarm { Seeders = 3, Leechers = 2, Downloaded = 9, Peers = [Known] };

        Assert.Equal([Known], await Peer.AnnounceAsync(tracker.EndPoint, Swarm, left: 5, numWant: -1));
        Assert.Equal(new(3, 2, 9), await Peer.ScrapeAsync(tracker.EndPoint, Swarm));

        var announce = tracker.Packets[1].Announce!;
        Assert.Equal((Swarm, 5L, -1, 6881), (announce.InfoHash, announce.Left, announce.NumWant, announce.Port));
        Assert.Equal(
            [UdpAction.Connect, UdpAction.Announce, UdpAction.Connect, UdpAction.Scrape], tracker.Packets.Select(packet => packet.Action!.Value));
    }

    [Fact]
    public async Task A_hook_can_lose_falsify_and_refuse()
    {
        await using var tracker = FakeUdpTracker.Start((packet, usual) => packet.Number switch
        {
            1 => UdpReply.None,
            2 => usual.WithTransactionId(packet.TransactionId + 1).Then(usual.WithAction(7).FromAnotherSocket()).Then(usual),
            _ => UdpReply.Error(packet.TransactionId, "no"),
        });

        var no = await Assert.ThrowsAsync<TrackerSaidNoException>(() => Peer.AnnounceAsync(tracker.EndPoint, Swarm));

        Assert.Equal("no", no.Message);
        Assert.Equal([UdpAction.Connect, UdpAction.Connect, UdpAction.Announce], tracker.Packets.Select(packet => packet.Action!.Value));
    }

    [Fact]
    public async Task An_expired_connection_id_is_refused()
    {
        FakeUdpTracker? tracker = null;
        await using var _ = tracker = FakeUdpTracker.Start((packet, usual) =>
        {
            tracker!.ExpireConnectionIds();
            return usual;
        });

        var no = await Assert.ThrowsAsync<TrackerSaidNoException>(() => Peer.AnnounceAsync(tracker.EndPoint, Swarm));

        Assert.Contains("Connection ID", no.Message);
    }

    [Fact]
    public async Task It_reads_url_data_longer_than_one_option_and_speaks_ipv6()
    {
        await using var tracker = FakeUdpTracker.Start(address: IPAddress.IPv6Loopback);
        using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        var url = "/announce?" + new string('x', 290);
        byte[] options = [1, 2, 255, .. Encoding.ASCII.GetBytes(url[..255]), 2, 45, .. Encoding.ASCII.GetBytes(url[255..]), 0];
        byte[] packet = [.. new byte[98], .. options];
        BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(8), 1);

        await socket.SendToAsync(packet, tracker.EndPoint);
        var arrived = await tracker.NextAsync();

        Assert.Equal((url, 2), (arrived.Announce!.UrlData, arrived.Announce.UrlDataChunks.Count));
    }
}
