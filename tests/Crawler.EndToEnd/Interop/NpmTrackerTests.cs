using System.Net;
using Crawler.Lab;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;

namespace Crawler.EndToEnd.Interop;

/// <summary>Our client against the npm package <c>bittorrent-tracker</c>, which we did not write.</summary>
public sealed class NpmTrackerTests : IAsyncLifetime, IDisposable
{
    private readonly TrackerClient _client = new(new() { AddressPolicy = new AddressPolicy(allowPrivate: true) });
    private NpmTracker _tracker = null!;

    public async Task InitializeAsync() => _tracker = await NpmTracker.StartAsync();

    public async Task DisposeAsync() => await _tracker.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("http")]
    [InlineData("udp")]
    public async Task Peers_announced_over_one_transport_are_seen_and_counted_over_it(string scheme)
    {
        var swarm = Hash(1);
        await AnnounceAsync(scheme, swarm, port: 7001, left: 0);
        await AnnounceAsync(scheme, swarm, port: 7002, left: 5);
        var seen = await AnnounceAsync(scheme, swarm, port: 7003, left: 5);
        Assert.Equal((1L, 2L, 600L), (seen.Reply!.Complete, seen.Reply.Incomplete, seen.IntervalAsked));
        Assert.Subset(new HashSet<PeerEndpoint> { Peer(7001), Peer(7002), Peer(7003) }, seen.Reply.Peers.ToArray().ToHashSet());
        Assert.Contains(Peer(7001), seen.Reply.Peers.ToArray());

        var left = await AnnounceAsync(scheme, swarm, port: 7003, left: 5, AnnounceEvent.Stopped);
        Assert.Equal((1L, 1L), (left.Reply!.Complete, left.Reply.Incomplete));
    }

    [Theory]
    [InlineData("http")]
    [InlineData("udp")]
    [InlineData("ws")]
    public async Task A_scrape_of_many_swarms_is_answered_for_each(string scheme)
    {
        await AnnounceAsync("http", Hash(2), port: 7001, left: 0);
        await AnnounceAsync("http", Hash(3), port: 7002, left: 5);
        var hashes = Enumerable.Range(2, 120).Select(Hash).ToArray();
        var attempts = await _client.ScrapeAsync(Url(scheme), hashes);
        Assert.All(attempts, attempt => Assert.True(attempt.Succeeded, attempt.ErrorText));
        Assert.Equal(hashes, attempts.Select(attempt => attempt.InfoHash));
        Assert.Equal((1L, 0L), Claimed(attempts[0].Counts!));
        Assert.Equal((0L, 1L), Claimed(attempts[1].Counts!));
        Assert.Equal((0L, 0L), Claimed(attempts[2].Counts!));
    }

    [Fact]
    public async Task Over_WebSocket_an_announce_brings_counts_and_leaves_the_swarm_when_its_socket_closes()
    {
        var swarm = Hash(4);
        await AnnounceAsync("http", swarm, port: 7001, left: 0);
        var attempt = await AnnounceAsync("ws", swarm, port: 7002, left: 5);
        Assert.Equal((1L, 1L, 120L, 0), (attempt.Reply!.Complete, attempt.Reply.Incomplete, attempt.IntervalAsked, attempt.Reply.Peers.Count));
        await Eventually.HoldsAsync(
            async () => Claimed((await _client.ScrapeAsync(Url("udp"), [swarm]))[0].Counts!) == (1L, 0L), "the tracker forgets whose socket closed");
    }

    [Theory]
    [InlineData("http")]
    [InlineData("udp")]
    [InlineData("ws")]
    public async Task A_torrent_it_does_not_serve_is_refused_in_its_own_words(string scheme)
    {
        var attempt = await _client.AnnounceAsync(Url(scheme), Request(NpmTracker.Unwanted, 7001, 1, AnnounceEvent.Started));
        Assert.Equal((AttemptOutcome.Refused, "unregistered torrent", RefusalKind.UnregisteredTorrent), (attempt.Outcome, attempt.ErrorText, attempt.RefusalKind));
    }

    private async Task<Attempt> AnnounceAsync(string scheme, InfoHash swarm, int port, long left, AnnounceEvent @event = AnnounceEvent.Started)
    {
        var attempt = await _client.AnnounceAsync(Url(scheme), Request(swarm, port, left, @event));
        Assert.True(attempt.Succeeded, attempt.ErrorText);
        return attempt;
    }

    /// <summary>Each port stands for a peer of its own.</summary>
    private static AnnounceRequest Request(InfoHash swarm, int port, long left, AnnounceEvent @event) => new()
    {
        InfoHash = swarm,
        PeerId = PeerId.TryParse($"-CR0100-{port:D12}", out var id) ? id : throw new InvalidOperationException("no peer id"),
        Port = port,
        Left = left,
        Event = @event,
    };

    private TrackerUrl Url(string scheme) => TrackerUrl.Parse(scheme switch { "udp" => _tracker.UdpUrl, "ws" => _tracker.WsUrl, _ => _tracker.HttpUrl });

    private static (long?, long?) Claimed(ScrapeCounts counts) => (counts.Complete, counts.Incomplete);

    private static PeerEndpoint Peer(int port) => PeerEndpoint.From(IPAddress.Loopback, port);

    private static InfoHash Hash(int number) => InfoHash.Parse((0xABCDEF0000 + number).ToString("x40"));
}
