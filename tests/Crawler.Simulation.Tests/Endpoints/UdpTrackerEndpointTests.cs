using System.Net;
using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Simulation.Endpoints;
using Crawler.Simulation.Randomness;
using Crawler.Simulation.Trackers;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Simulation.Tests.Endpoints;

/// <summary>The product's own client calls the tracker over UDP; others send it whatever they like.</summary>
public sealed class UdpTrackerEndpointTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Samples.Start);
    private readonly TrackerClient _client = new(Loopback.Options);

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task An_announce_is_answered_with_peers_and_counts()
    {
        await using var endpoint = Start(Samples.Tracker(members: 500));

        var attempt = await AnnounceAsync(endpoint, Loopback.Request with { NumWant = 200 });

        Assert.True(attempt.Succeeded, attempt.ErrorText);
        Assert.Equal((200, 150, 351), (attempt.Reply!.Peers.Count, attempt.Reply.Complete, attempt.Reply.Incomplete));
        Assert.Equal((1800, ReplyOddities.None), (attempt.Reply.Interval, attempt.Reply.Oddities));
        var members = Samples.Members(500);
        Assert.All(attempt.Reply.Peers.ToArray(), peer => Assert.True(members.TryFind(peer, out _) || peer == attempt.OwnEndpoint));
    }

    [Fact]
    public async Task The_default_is_the_trackers()
    {
        await using var endpoint = Start(Samples.Tracker(members: 500, new TrackerManners { DefaultNumWant = 33 }));

        Assert.Equal(33, (await AnnounceAsync(endpoint, Loopback.Request with { NumWant = AnnounceRequest.DefaultNumWant })).Reply!.Peers.Count);
    }

    [Fact]
    public async Task Over_IPv6_peers_of_that_family_are_named()
    {
        await using var endpoint = UdpTrackerEndpoint.Start(Samples.Tracker(members: 20), _time, IPAddress.IPv6Loopback);

        var reply = (await AnnounceAsync(endpoint, Loopback.Request)).Reply!;
        Assert.Equal([PeerEndpoint.From(IPAddress.IPv6Loopback, 6881)], reply.Peers.ToArray());
    }

    [Fact]
    public async Task A_scrape_counts_each_swarm_in_order()
    {
        await using var endpoint = Start(Samples.Tracker(members: 10));

        var attempts = await _client.ScrapeAsync(Url(endpoint), [Samples.OtherHash, Samples.Hash]);
        Assert.Equal([0, 10], attempts.Select(attempt => attempt.Counts!.Complete + attempt.Counts.Incomplete));
    }

    [Fact]
    public async Task A_scrape_of_more_than_one_packet_holds_is_answered_for_each()
    {
        await using var endpoint = Start(Samples.Tracker(members: 10));
        var random = new SeededRandom(4);
        InfoHash[] hashes = [.. Enumerable.Range(0, 150).Select(_ => Samples.AnyHash(random)), Samples.Hash];

        var attempts = await _client.ScrapeAsync(Url(endpoint), hashes);
        Assert.Equal(151, attempts.Count(attempt => attempt.Succeeded));
        Assert.Equal(7, attempts[^1].Counts!.Incomplete);
    }

    [Fact]
    public async Task Stopped_takes_us_off_the_list()
    {
        await using var endpoint = Start(Samples.Tracker(members: 10));
        Assert.Equal(8, (await AnnounceAsync(endpoint, Loopback.Request)).Reply!.Incomplete);

        var stopped = await AnnounceAsync(endpoint, Loopback.Request with { Event = AnnounceEvent.Stopped });
        Assert.Equal((0, 7), (stopped.Reply!.Peers.Count, stopped.Reply.Incomplete));
    }

    [Fact]
    public async Task A_refusal_comes_in_the_trackers_words()
    {
        await using var endpoint = Start(Samples.Tracker(members: 10, new TrackerManners { RegisteredOnly = true }));

        var attempt = await AnnounceAsync(endpoint, Loopback.Request with { InfoHash = Samples.OtherHash });
        Assert.Equal((AttemptOutcome.Refused, RefusalKind.UnregisteredTorrent), (attempt.Outcome, attempt.RefusalKind));
    }

    [Fact]
    public async Task A_connection_id_that_ran_out_is_renewed()
    {
        await using var endpoint = Start(Samples.Tracker(members: 10));
        Assert.True((await AnnounceAsync(endpoint, Loopback.Request)).Succeeded);
        _time.Advance(TimeSpan.FromMinutes(5));

        // The client's minute for it is not over by its own clock: it learns of the end from the tracker.
        Assert.True((await AnnounceAsync(endpoint, Loopback.Request)).Succeeded);
    }

    [Fact]
    public async Task A_lost_answer_is_a_timeout()
    {
        await using var endpoint = Start(Samples.Tracker(members: 10, new TrackerManners { Loss = 1 }));
        using var hasty = new TrackerClient(Loopback.Options with { UdpTimeout = TimeSpan.FromMilliseconds(50), UdpRetries = 0 });

        Assert.Equal(AttemptOutcome.Timeout, (await hasty.AnnounceAsync(Url(endpoint), Loopback.Request)).Outcome);
    }

    [Fact]
    public async Task Many_callers_at_once_are_all_answered()
    {
        await using var endpoint = Start(Samples.Tracker(members: 500));

        var attempts = await Task.WhenAll(Enumerable.Range(0, 100).Select(caller => AnnounceAsync(endpoint, Loopback.Request with { Port = 10_000 + caller })));
        Assert.All(attempts, attempt => Assert.True(attempt.Succeeded, attempt.ErrorText));
    }

    [Fact]
    public async Task Noise_and_callers_that_are_gone_do_no_harm()
    {
        await using var endpoint = Start(Samples.Tracker(members: 10));
        var random = new SeededRandom(5);
        for (var i = 0; i < 500; i++)
        {
            // Closed before the answer comes, so that the kernel reports the port unreachable.
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            var noise = new byte[i switch { 0 => 0, 1 => 60_000, _ => random.Next(200) }];
            random.NextBytes(noise);
            await socket.SendToAsync(noise, endpoint.EndPoint);
        }

        Assert.True((await AnnounceAsync(endpoint, Loopback.Request)).Succeeded);
    }

    [Fact]
    public async Task It_ends_at_once_and_disposing_again_is_fine()
    {
        var endpoint = Start(Samples.Tracker(members: 10));
        await endpoint.DisposeAsync().AsTask().WaitAsync(Loopback.Patience);
        await endpoint.DisposeAsync();

        using var again = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        again.Bind(endpoint.EndPoint);
    }

    private UdpTrackerEndpoint Start(ITracker tracker) => UdpTrackerEndpoint.Start(tracker, _time);

    private Task<Attempt> AnnounceAsync(ITrackerEndpoint endpoint, AnnounceRequest request) =>
        _client.AnnounceAsync(Url(endpoint), request).WaitAsync(Loopback.Patience);

    private static TrackerUrl Url(ITrackerEndpoint endpoint) => TrackerUrl.Parse(endpoint.AnnounceUrl);
}
