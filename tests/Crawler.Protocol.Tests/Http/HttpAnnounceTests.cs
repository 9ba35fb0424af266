using System.Net;
using Crawler.Lab.Trackers;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Http;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Tests.Http;

public sealed class HttpAnnounceTests : IDisposable
{
    private readonly HttpTrackerClient _client = new(Loopback.Options);

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task An_announce_brings_peers_and_a_full_record_of_the_attempt()
    {
        var peer = PeerEndpoint.From(IPAddress.Parse("192.0.2.1"), 6881);
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody { Interval = 900, MinInterval = 300, Complete = 4, Peers = [peer], TrackerId = "id" }));
        var attempt = await AnnounceAsync(tracker.AnnounceUrl);

        Assert.Equal((AttemptOutcome.Ok, AttemptStage.Done, 200, 1), (attempt.Outcome, attempt.Stage, attempt.HttpStatus, attempt.Transmissions));
        Assert.Equal((900L, 300L, 4L, "id"), (attempt.IntervalAsked, attempt.MinIntervalAsked, attempt.Reply!.Complete, attempt.Reply.TrackerId!.ToString()));
        Assert.Equal([peer], attempt.Reply.Peers.ToArray());
        Assert.Equal(IPAddress.Loopback, attempt.Address);
        Assert.True(attempt is { RoundTrip: not null, DnsTime: not null, BytesReceived: > 0, ErrorText: null, Succeeded: true });
        Assert.Equal((AttemptKind.Announce, AnnounceEvent.Started, -1), (attempt.Kind, attempt.Event, attempt.NumWant));
    }

    [Theory]
    [InlineData("/announce?auth=abc==")]
    [InlineData("/announce?PASS")]
    [InlineData("/announce?a=1&a=2")]
    [InlineData("/a/../b/./announce//x%2f%41")]
    [InlineData("/announce?x=a+b;c'd(e)!$*:@%7e")]
    public async Task Path_and_query_reach_the_tracker_byte_for_byte(string rest)
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        Assert.True((await AnnounceAsync(tracker.Url(rest))).Succeeded);
        Assert.StartsWith(rest + (rest.Contains('?') ? "&" : "?") + "info_hash=AAAAAAAAAAAAAAAAAAAA&peer_id=", (await tracker.NextAsync()).Target);
    }

    [Fact]
    public async Task The_request_names_host_client_and_codings_and_carries_no_cookie()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody().ToBytes(), ("Set-Cookie", "a=b")));
        using var client = new HttpTrackerClient(Loopback.Options with { UserAgent = "Test/1 (+https://example.org)" }, new FakeResolver(("tracker.example.com", ["127.0.0.1"])));
        var url = TrackerUrl.Parse($"http://tracker.example.com:{tracker.EndPoint.Port}/announce");
        await client.AnnounceAsync(url, Loopback.Request);
        await client.AnnounceAsync(url, Loopback.Request);
        foreach (var request in tracker.Requests)
        {
            Assert.Equal($"tracker.example.com:{tracker.EndPoint.Port}", request.Header("Host"));
            Assert.Equal("Test/1 (+https://example.org)", request.Header("User-Agent"));
            Assert.Equal("gzip, deflate, br", request.Header("Accept-Encoding"));
            Assert.Null(request.Header("Cookie"));
        }
    }

    [Fact]
    public async Task The_tracker_id_goes_back_escaped_to_the_bytes_it_was()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody { TrackerId = "a&b=c +%\u00ff" }));
        var first = await AnnounceAsync(tracker.AnnounceUrl);
        await AnnounceAsync(tracker.AnnounceUrl, Loopback.Request with { TrackerId = first.Reply!.TrackerId });
        Assert.Null(tracker.Requests[0].Bytes("trackerid"));
        Assert.Equal(first.Reply.TrackerId!.Bytes, tracker.Requests[1].Bytes("trackerid")!);
        Assert.Contains("&trackerid=a%26b%3Dc%20%2B%25%C3%BF", tracker.Requests[1].Target);
    }

    [Fact]
    public async Task A_tracker_that_closes_its_connections_unannounced_fails_no_announce()
    {
        // The first request of each connection is answered; whoever reuses it is cut off.
        await using var tracker = FakeHttpTracker.Start(request => request.OnConnection == 1 ? FakeResponse.Ok(new AnnounceBody()) : FakeResponse.CloseWithoutAnswer);
        var url = TrackerUrl.Parse(tracker.AnnounceUrl);
        var attempts = new List<Attempt>();
        for (var i = 0; i < 300; i++) attempts.Add(await _client.AnnounceAsync(url, Loopback.Request));
        Assert.DoesNotContain(attempts, attempt => !attempt.Succeeded);
    }

    [Fact]
    public async Task A_tracker_that_closes_after_every_answer_without_saying_so_fails_no_announce()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()).ThenCloseWithoutSayingSo());
        var url = TrackerUrl.Parse(tracker.AnnounceUrl);
        for (var round = 0; round < 20; round++)
        {
            var attempts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _client.AnnounceAsync(url, Loopback.Request)));
            Assert.Empty(attempts.Where(attempt => !attempt.Succeeded).Select(attempt => attempt.ErrorText));
        }
    }

    [Fact]
    public async Task A_tracker_that_keeps_its_connections_is_asked_over_one()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        for (var i = 0; i < 20; i++) Assert.True((await AnnounceAsync(tracker.AnnounceUrl)).Succeeded);
        Assert.Equal(1, tracker.Connections);
    }

    [Fact]
    public async Task A_silent_address_gives_way_to_the_next()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        using var client = new HttpTrackerClient(Loopback.Options, new FakeResolver(("t.example.com", ["127.0.0.2", "127.0.0.1"])));
        var attempt = await client.AnnounceAsync(TrackerUrl.Parse($"http://t.example.com:{tracker.EndPoint.Port}/announce"), Loopback.Request);
        Assert.True(attempt.Succeeded);
        Assert.Equal((IPAddress.Loopback, 2), (attempt.Address, attempt.Transmissions));
    }

    [Fact]
    public async Task IPv6_is_called_by_its_literal_in_brackets()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()), IPAddress.IPv6Loopback);
        var attempt = await AnnounceAsync(tracker.AnnounceUrl);
        Assert.True(attempt.Succeeded, attempt.ErrorText);
        Assert.Equal(IPAddress.IPv6Loopback, attempt.Address);
        Assert.Equal($"[::1]:{tracker.EndPoint.Port}", tracker.Requests[0].Header("Host"));
    }

    [Fact]
    public async Task A_host_with_an_underscore_is_called()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        using var client = new HttpTrackerClient(Loopback.Options, new FakeResolver(("my_tracker.example.com", ["127.0.0.1"])));
        var attempt = await client.AnnounceAsync(TrackerUrl.Parse($"http://my_tracker.example.com:{tracker.EndPoint.Port}/announce"), Loopback.Request);
        Assert.True(attempt.Succeeded, attempt.ErrorText);
    }

    [Fact]
    public async Task Cancellation_by_the_caller_is_thrown()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.NeverAnswer);
        using var cancelled = new CancellationTokenSource();
        var announcing = _client.AnnounceAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Loopback.Request, cancellation: cancelled.Token);
        await tracker.NextAsync();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => announcing);
    }

    private Task<Attempt> AnnounceAsync(string url, AnnounceRequest? request = null) => _client.AnnounceAsync(TrackerUrl.Parse(url), request ?? Loopback.Request);
}
