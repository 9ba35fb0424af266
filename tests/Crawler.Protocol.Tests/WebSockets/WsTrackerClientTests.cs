using System.Net;
using Crawler.Lab.WebSockets;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;
using Crawler.Protocol.WebSockets;

namespace Crawler.Protocol.Tests.WebSockets;

public class WsTrackerClientTests
{
    private const string Answer = """{"action":"announce","info_hash":"AAAAAAAAAAAAAAAAAAAA","interval":120,"complete":3,"incomplete":4}""";

    [Fact]
    public async Task An_announce_without_offers_brings_counts_and_an_interval()
    {
        await using var tracker = FakeWebSocketTracker.Start(_ => [FakeWsReply.Text(Answer)]);
        var attempt = await AnnounceAsync(tracker);
        Assert.Equal((AttemptOutcome.Ok, AttemptStage.Done, 101, 120L, 1), (attempt.Outcome, attempt.Stage, attempt.HttpStatus, attempt.IntervalAsked, attempt.Transmissions));
        Assert.Equal((3L, 4L, 0, ReplyOddities.None), (attempt.Reply!.Complete, attempt.Reply.Incomplete, attempt.Reply.Peers.Count, attempt.Reply.Oddities));
        Assert.True(attempt is { RoundTrip: not null, DnsTime: not null, BytesReceived: > 90 });
        Assert.Equal(IPAddress.Loopback, attempt.Address);
        Assert.Contains("\"offers\":[]", Assert.Single(tracker.Messages));
        Assert.Contains("User-Agent: Crawler/", Assert.Single(tracker.Heads));
    }

    [Fact]
    public async Task Path_and_query_reach_the_tracker_byte_for_byte_and_the_host_by_name()
    {
        await using var tracker = FakeWebSocketTracker.Start(_ => [FakeWsReply.Text(Answer)]);
        var client = new WsTrackerClient(Loopback.Options, new FakeResolver(("t.example.com", ["127.0.0.1"])));
        var url = tracker.AnnounceUrl.Replace("127.0.0.1", "t.example.com", StringComparison.Ordinal).Replace("/announce", "/a/../b?x=%7e", StringComparison.Ordinal);
        Assert.True((await client.AnnounceAsync(TrackerUrl.Parse(url), Loopback.Request)).Succeeded);
        Assert.StartsWith("GET /a/../b?x=%7e HTTP/1.1\r\n", tracker.Heads[0]);
        Assert.Contains("Host: t.example.com:", tracker.Heads[0]);
    }

    [Fact]
    public async Task Signalling_of_other_peers_and_answers_to_others_are_passed_over()
    {
        await using var tracker = FakeWebSocketTracker.Start(_ =>
        [
            FakeWsReply.Text("""{"action":"announce","offer":{"sdp":"x"},"info_hash":"AAAAAAAAAAAAAAAAAAAA"}"""),
            FakeWsReply.Text("""{"action":"announce","info_hash":"BBBBBBBBBBBBBBBBBBBB","interval":1}"""),
            FakeWsReply.Text("""{"action":"scrape","files":{}}"""),
            FakeWsReply.InParts(Answer, 7),
        ]);
        Assert.Equal(120, (await AnnounceAsync(tracker)).IntervalAsked);
    }

    [Fact]
    public async Task A_scrape_is_answered_in_the_order_asked()
    {
        await using var tracker = FakeWebSocketTracker.Start(_ => [FakeWsReply.Text("""{"action":"scrape","files":{"AAAAAAAAAAAAAAAAAAAA":{"complete":1,"incomplete":2,"downloaded":3}}}""")]);
        var attempts = await new WsTrackerClient(Loopback.Options).ScrapeAsync(TrackerUrl.Parse(tracker.AnnounceUrl), [Loopback.Hashes(1)[0], Loopback.Hash]);
        Assert.Equal([null, new ScrapeCounts(1, 2, 3)], attempts.Select(attempt => attempt.Counts));
    }

    [Theory]
    [InlineData("""{"failure reason":"invalid info_hash"}""", AttemptOutcome.Refused, "invalid info_hash")]
    [InlineData("""{"action":"announce","failure reason":"gone","retry in":"never"}""", AttemptOutcome.Gone, "gone")]
    [InlineData("not json", AttemptOutcome.Malformed, "the message is not JSON")]
    public async Task Errors_are_told_apart(string text, AttemptOutcome outcome, string words)
    {
        await using var tracker = FakeWebSocketTracker.Start(_ => [FakeWsReply.Text(text)]);
        var attempt = await AnnounceAsync(tracker);
        Assert.Equal((outcome, words), (attempt.Outcome, attempt.ErrorText));
        var scraped = await new WsTrackerClient(Loopback.Options).ScrapeAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Loopback.Hashes(60));
        Assert.Equal(60, scraped.Count(scrape => scrape.Outcome == outcome));
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", AttemptOutcome.HttpError, 404)]
    [InlineData("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n", AttemptOutcome.Gone, 410)]
    [InlineData("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", AttemptOutcome.Overloaded, 503)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: ws://169.254.169.254/\r\nContent-Length: 0\r\n\r\n", AttemptOutcome.HttpError, 302)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", AttemptOutcome.HttpError, 200)]
    [InlineData("SSH-2.0-OpenSSH\r\n\r\n", AttemptOutcome.Malformed, null)]
    [InlineData("", AttemptOutcome.ConnectFailed, null)]
    public async Task A_server_that_gives_no_WebSocket_is_told_by_what_it_gave(string handshake, AttemptOutcome outcome, int? status)
    {
        await using var tracker = FakeWebSocketTracker.Refusing(handshake);
        var attempt = await AnnounceAsync(tracker);
        Assert.Equal((outcome, status), (attempt.Outcome, attempt.HttpStatus));
        Assert.NotNull(attempt.ErrorText);
    }

    [Fact]
    public async Task A_handshake_that_does_not_prove_itself_is_refused()
    {
        await using var tracker = FakeWebSocketTracker.Refusing("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: wrong\r\n\r\n");
        Assert.False((await AnnounceAsync(tracker)).Succeeded);
    }

    [Fact]
    public async Task A_tracker_that_closes_instead_of_answering_is_malformed()
    {
        await using var tracker = FakeWebSocketTracker.Start(_ => [FakeWsReply.Close()]);
        Assert.Equal((AttemptOutcome.Malformed, "the connection was closed without an answer"), (await AnnounceAsync(tracker)) is var attempt ? (attempt.Outcome, attempt.ErrorText) : default);
    }

    [Fact]
    public async Task Bytes_that_are_no_frame_are_malformed()
    {
        await using var tracker = FakeWebSocketTracker.Start(_ => [FakeWsReply.Raw("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray())]);
        Assert.Equal(AttemptOutcome.Malformed, (await AnnounceAsync(tracker)).Outcome);
    }

    [Fact]
    public async Task A_message_without_end_stops_at_the_limit()
    {
        await using var tracker = FakeWebSocketTracker.Start(_ => [FakeWsReply.Endless()]);
        var attempt = await AnnounceAsync(tracker, Loopback.Options with { MaxBodyBytes = 100_000 });
        Assert.Equal((AttemptOutcome.Malformed, "the answer is longer than 100000 bytes"), (attempt.Outcome, attempt.ErrorText));
    }

    [Fact]
    public async Task A_flood_of_signalling_ends_after_a_hundred_messages()
    {
        await using var tracker = FakeWebSocketTracker.Start(_ => Enumerable.Repeat(FakeWsReply.Text("""{"action":"announce","offer":{}}"""), 1000));
        Assert.Equal((AttemptOutcome.Malformed, "none of 100 messages answers the question"), (await AnnounceAsync(tracker)) is var attempt ? (attempt.Outcome, attempt.ErrorText) : default);
    }

    [Fact]
    public async Task A_tracker_that_never_answers_is_a_timeout_at_the_deadline()
    {
        await using var tracker = FakeWebSocketTracker.Start(_ => []);
        Assert.Equal((AttemptOutcome.Timeout, AttemptStage.Request), (await AnnounceAsync(tracker, Loopback.Hasty)) is var attempt ? (attempt.Outcome, attempt.Stage) : default);
    }

    [Fact]
    public async Task A_refused_connection_gives_way_to_the_next_address()
    {
        await using var tracker = FakeWebSocketTracker.Start(_ => [FakeWsReply.Text(Answer)]);
        var client = new WsTrackerClient(Loopback.Options, new FakeResolver(("t.example.com", ["127.0.0.2", "127.0.0.1"])));
        var attempt = await client.AnnounceAsync(TrackerUrl.Parse(tracker.AnnounceUrl.Replace("127.0.0.1", "t.example.com", StringComparison.Ordinal)), Loopback.Request);
        Assert.Equal((AttemptOutcome.Ok, IPAddress.Loopback), (attempt.Outcome, attempt.Address));
    }

    [Fact]
    public async Task A_refused_connection_is_a_connect_failure()
    {
        var attempt = await new WsTrackerClient(Loopback.Options).AnnounceAsync(TrackerUrl.Parse("ws://127.0.0.1:1/"), Loopback.Request);
        Assert.Equal((AttemptOutcome.ConnectFailed, AttemptStage.Connect), (attempt.Outcome, attempt.Stage));
    }

    [Fact]
    public async Task Cancellation_by_the_caller_is_thrown()
    {
        await using var tracker = FakeWebSocketTracker.Start(_ => []);
        using var cancelled = new CancellationTokenSource();
        var announcing = new WsTrackerClient(Loopback.Options).AnnounceAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Loopback.Request, cancellation: cancelled.Token);
        await tracker.NextAsync();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => announcing);
    }

    private static Task<Attempt> AnnounceAsync(FakeWebSocketTracker tracker, TrackerClientOptions? options = null) =>
        new WsTrackerClient(options ?? Loopback.Options).AnnounceAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Loopback.Request);
}
