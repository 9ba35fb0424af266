using System.Net;
using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Simulation.Endpoints;
using Crawler.Simulation.Populations;
using Crawler.Simulation.Trackers;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Simulation.Tests.Endpoints;

/// <summary>The product's own client calls the tracker over HTTP.</summary>
public sealed class HttpTrackerEndpointTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Samples.Start);
    private readonly TrackerClient _client = new(Loopback.Options);

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task An_announce_is_answered_with_peers_and_counts()
    {
        var tracker = Samples.Tracker(members: 500, new TrackerManners { MinInterval = TimeSpan.FromMinutes(5), GivesTrackerId = true });
        await using var endpoint = HttpTrackerEndpoint.Start(tracker, _time);

        var attempt = await AnnounceAsync(endpoint, Loopback.Request);

        Assert.True(attempt.Succeeded, attempt.ErrorText);
        var reply = attempt.Reply!;
        Assert.Equal((50, 150, 351), (reply.Peers.Count, reply.Complete, reply.Incomplete));
        Assert.Equal((1800, 300, 0), (reply.Interval, reply.MinInterval, reply.Downloaded));
        Assert.NotNull(reply.TrackerId);
        Assert.Equal(ReplyOddities.None, reply.Oddities);
        var members = Samples.Members(500);
        Assert.All(reply.Peers.ToArray(), peer => Assert.True(members.TryFind(peer, out _) || peer == attempt.OwnEndpoint));
    }

    [Theory]
    [InlineData(true, true, 50)]
    [InlineData(true, false, 0)]
    [InlineData(false, true, 0)]
    public async Task Ids_are_passed_on_by_some_trackers_to_who_asks_for_them(bool asks, bool passes, int named)
    {
        await using var endpoint = HttpTrackerEndpoint.Start(Samples.Tracker(members: 500, new TrackerManners { PassesIdsOn = passes }), _time);

        var reply = (await AnnounceAsync(endpoint, Loopback.Request with { WantsPeerIds = asks })).Reply!;

        Assert.Equal((50, named), (reply.Peers.Count, reply.Named.Count));
        Assert.All(reply.Named, peer => Assert.True(peer.Id.Equals(PeerSoftware.IdOf(peer.Peer)) || peer.Id.Equals(Loopback.Request.PeerId)));
        Assert.Equal(ReplyOddities.None, reply.Oddities);
    }

    [Fact]
    public async Task The_default_is_the_trackers()
    {
        await using var endpoint = HttpTrackerEndpoint.Start(Samples.Tracker(members: 500, new TrackerManners { DefaultNumWant = 33 }), _time);

        Assert.Equal(33, (await AnnounceAsync(endpoint, Loopback.Request with { NumWant = AnnounceRequest.DefaultNumWant })).Reply!.Peers.Count);
    }

    [Fact]
    public async Task Over_IPv6_peers_of_that_family_are_named()
    {
        var tracker = Samples.Tracker(members: 20);
        await using var endpoint = HttpTrackerEndpoint.Start(tracker, _time, IPAddress.IPv6Loopback);

        var reply = (await AnnounceAsync(endpoint, Loopback.Request)).Reply!;
        Assert.Equal((0, 1), (reply.Peers.CountV4, reply.Peers.CountV6));
        Assert.Equal(PeerEndpoint.From(IPAddress.IPv6Loopback, 6881), reply.Peers[0]);
    }

    [Fact]
    public async Task A_scrape_counts_each_swarm_and_leaves_out_those_not_served()
    {
        var tracker = Samples.Tracker(members: 10, new TrackerManners { RegisteredOnly = true });
        await using var endpoint = HttpTrackerEndpoint.Start(tracker, _time);

        var attempts = await _client.ScrapeAsync(Url(endpoint), [Samples.Hash, Samples.OtherHash]);
        Assert.Equal((3, 7, 0), (attempts[0].Counts!.Complete, attempts[0].Counts!.Incomplete, attempts[0].Counts!.Downloaded));
        Assert.Null(attempts[1].Counts);
    }

    [Fact]
    public async Task Stopped_takes_us_off_the_list()
    {
        var tracker = Samples.Tracker(members: 10);
        await using var endpoint = HttpTrackerEndpoint.Start(tracker, _time);
        Assert.Equal(8, (await AnnounceAsync(endpoint, Loopback.Request)).Reply!.Incomplete);

        var stopped = await AnnounceAsync(endpoint, Loopback.Request with { Event = AnnounceEvent.Stopped });
        Assert.Equal((0, 7), (stopped.Reply!.Peers.Count, stopped.Reply.Incomplete));
    }

    [Fact]
    public async Task A_refusal_comes_in_the_trackers_words()
    {
        await using var endpoint = HttpTrackerEndpoint.Start(Samples.Tracker(members: 10, new TrackerManners { RegisteredOnly = true }), _time);

        var attempt = await AnnounceAsync(endpoint, Loopback.Request with { InfoHash = Samples.OtherHash });
        Assert.Equal((AttemptOutcome.Refused, RefusalKind.UnregisteredTorrent), (attempt.Outcome, attempt.RefusalKind));
        Assert.Contains("unregistered torrent", attempt.ErrorText!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_floor_is_enforced_by_the_clock_the_tracker_is_told()
    {
        var manners = new TrackerManners { MinInterval = TimeSpan.FromMinutes(5), RefusesEarly = true };
        await using var endpoint = HttpTrackerEndpoint.Start(Samples.Tracker(members: 10, manners), _time);
        Assert.True((await AnnounceAsync(endpoint, Loopback.Request)).Succeeded);

        var early = await AnnounceAsync(endpoint, Loopback.Request);
        Assert.Equal((RefusalKind.TooSoon, 300), (early.RefusalKind, early.MinIntervalAsked));
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await AnnounceAsync(endpoint, Loopback.Request)).Succeeded);
    }

    [Fact]
    public async Task A_tracker_that_does_not_answer_closes_the_connection()
    {
        await using var endpoint = HttpTrackerEndpoint.Start(Samples.Tracker(members: 10, new TrackerManners { Loss = 1 }), _time);

        var attempt = await AnnounceAsync(endpoint, Loopback.Request);
        Assert.False(attempt.Succeeded);
        Assert.Null(attempt.HttpStatus);
    }

    [Fact]
    public async Task Two_names_are_one_tracker()
    {
        var tracker = Samples.Tracker(members: 2);
        await using var one = HttpTrackerEndpoint.Start(tracker, _time);
        await using var other = UdpTrackerEndpoint.Start(tracker, _time);
        await AnnounceAsync(one, Loopback.Request with { Port = 7001 });

        var reply = (await AnnounceAsync(other, Loopback.Request with { Port = 7002 })).Reply!;
        Assert.Contains(PeerEndpoint.From(IPAddress.Loopback, 7001), reply.Peers.ToArray());
        Assert.Equal(4, reply.Peers.Count);
    }

    [Fact]
    public async Task Many_callers_at_once_are_all_answered()
    {
        var tracker = Samples.Tracker(members: 500);
        await using var endpoint = HttpTrackerEndpoint.Start(tracker, _time);

        var attempts = await Task.WhenAll(Enumerable.Range(0, 200).Select(caller => AnnounceAsync(endpoint, Loopback.Request with { Port = 10_000 + caller })));
        Assert.All(attempts, attempt => Assert.True(attempt.Succeeded, attempt.ErrorText));
        Assert.Equal(701, (await AnnounceAsync(endpoint, Loopback.Request)).Reply is { } reply ? reply.Complete + reply.Incomplete : null);
    }

    [Fact]
    public async Task After_disposal_nobody_listens_and_disposing_again_is_fine()
    {
        var endpoint = HttpTrackerEndpoint.Start(Samples.Tracker(members: 10), _time);
        Assert.True((await AnnounceAsync(endpoint, Loopback.Request)).Succeeded);
        await endpoint.DisposeAsync();
        await endpoint.DisposeAsync();

        Assert.Equal(AttemptOutcome.ConnectFailed, (await AnnounceAsync(endpoint, Loopback.Request)).Outcome);
    }

    [Fact]
    public async Task A_dead_endpoint_refuses_connections()
    {
        await using var dead = DeadEndpoint.Start();

        Assert.Equal(AttemptOutcome.ConnectFailed, (await AnnounceAsync(dead, Loopback.Request)).Outcome);
    }

    private Task<Attempt> AnnounceAsync(ITrackerEndpoint endpoint, AnnounceRequest request) =>
        _client.AnnounceAsync(Url(endpoint), request, AddressFamily.Unspecified).WaitAsync(Loopback.Patience);

    private static TrackerUrl Url(ITrackerEndpoint endpoint) => TrackerUrl.Parse(endpoint.AnnounceUrl);
}
