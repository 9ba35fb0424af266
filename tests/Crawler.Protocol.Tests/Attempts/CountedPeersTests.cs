using System.Net;
using Crawler.Lab.Trackers;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Tests.Attempts;

public sealed class CountedPeersTests
{
    private static readonly IPAddress PublicTracker = IPAddress.Parse("8.8.8.8");
    private static readonly IPAddress LabTracker = IPAddress.Loopback;

    [Theory]
    [InlineData("1.2.3.4", 6881, true)]
    [InlineData("1.2.3.4", 0, false)]
    [InlineData("10.0.0.1", 6881, false)]
    [InlineData("127.0.0.1", 6881, false)]
    [InlineData("224.0.0.1", 6881, false)]
    [InlineData("2606:4700::1", 6881, true)]
    [InlineData("fe80::1", 6881, false)]
    public void From_a_public_tracker_only_public_peers_with_a_port_count(string address, int port, bool counts) =>
        Assert.Equal(counts, new CountedPeers(PublicTracker, null).Counts(Peer(address, port)));

    [Theory]
    [InlineData("10.0.0.1", 6881, true)]
    [InlineData("127.0.0.2", 6881, true)]
    [InlineData("127.0.0.2", 0, false)]
    public void From_a_tracker_in_a_lab_private_peers_count(string address, int port, bool counts) =>
        Assert.Equal(counts, new CountedPeers(LabTracker, null).Counts(Peer(address, port)));

    [Fact]
    public void We_do_not_count_ourselves_but_another_port_on_our_address_is_somebody_else()
    {
        var counted = new CountedPeers(PublicTracker, Peer("1.2.3.4", 6881));
        Assert.False(counted.Counts(Peer("1.2.3.4", 6881)));
        Assert.True(counted.Counts(Peer("1.2.3.4", 6882)));
    }

    [Fact]
    public async Task A_tracker_that_lists_the_caller_shows_us_by_the_address_the_call_came_from()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody { Peers = [Peer("127.0.0.1", 7777), Peer("127.0.0.9", 1)] }));
        var attempt = await AnnounceAsync(tracker);
        Assert.Equal(Peer("127.0.0.1", 7777), attempt.OwnEndpoint);
        Assert.Equal([Peer("127.0.0.9", 1)], attempt.Reply!.Peers.ToArray().Where(CountedPeers.Of(attempt).Counts));
    }

    [Fact]
    public async Task BEP_24_tells_us_who_we_are_where_the_tracker_says_so()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody { Extra = [("external ip", new byte[] { 9, 8, 7, 6 })] }));
        Assert.Equal(Peer("9.8.7.6", 7777), (await AnnounceAsync(tracker)).OwnEndpoint);
    }

    private static async Task<Attempt> AnnounceAsync(FakeHttpTracker tracker)
    {
        using var client = new TrackerClient(new TrackerClientOptions { AddressPolicy = new AddressPolicy(allowPrivate: true) });
        var request = new AnnounceRequest { InfoHash = default, PeerId = PeerId.NewRandom(), Port = 7777 };
        return await client.AnnounceAsync(TrackerUrl.Parse(tracker.AnnounceUrl), request);
    }

    private static PeerEndpoint Peer(string address, int port) => PeerEndpoint.From(IPAddress.Parse(address), port);
}
