using System.Net;
using System.Net.Sockets;
using Crawler.Lab.Trackers;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Protocol.Udp;
using Microsoft.Extensions.Time.Testing;
using UdpAction = Crawler.Lab.Trackers.UdpAction;

namespace Crawler.Protocol.Tests.Udp;

public sealed class UdpAnnounceTests : IDisposable
{
    private readonly UdpTrackerClient _client = new(Loopback.Options);

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task An_announce_connects_first_and_brings_peers_BEP_15()
    {
        var peer = PeerEndpoint.From(IPAddress.Parse("192.0.2.1"), 6881);
        await using var tracker = FakeUdpTracker.Start();
        tracker.Swarms[Loopback.Hash] = new FakeSwarm { Peers = [peer], Seeders = 3, Leechers = 4 };
        tracker.Interval = 900;
        var attempt = await AnnounceAsync(tracker.AnnounceUrl, Loopback.Request with { Port = 51413, Key = 7, Left = 9, Uploaded = 8, Downloaded = 7, NumWant = 10 });

        Assert.Equal((AttemptOutcome.Ok, AttemptStage.Done, 2, 900L), (attempt.Outcome, attempt.Stage, attempt.Transmissions, attempt.IntervalAsked));
        Assert.Equal((3L, 4L), (attempt.Reply!.Complete, attempt.Reply.Incomplete));
        Assert.Equal([peer], attempt.Reply.Peers.ToArray());
        Assert.True(attempt is { RoundTrip: not null, DnsTime: not null, HttpStatus: null, BytesReceived: 26 });
        var announce = tracker.Packets[1].Announce!;
        Assert.Equal((Loopback.Hash, 51413, 7u, 9L, 8L, 7L, 10, AnnounceEvent.Started), (announce.InfoHash, announce.Port, announce.Key, announce.Left, announce.Uploaded, announce.Downloaded, announce.NumWant, announce.Event));
        Assert.Equal("/announce", announce.UrlData);
    }

    [Fact]
    public async Task A_path_longer_than_255_bytes_arrives_whole_BEP_41()
    {
        await using var tracker = FakeUdpTracker.Start();
        var path = "/announce?auth=" + new string('k', 600) + "==";
        Assert.True((await AnnounceAsync(tracker.Url(path))).Succeeded);
        var announce = tracker.Packets[1].Announce!;
        Assert.Equal(path, announce.UrlData);
        Assert.Equal([255, 255, path.Length - 510], announce.UrlDataChunks.Select(chunk => chunk.Length));
    }

    [Fact]
    public async Task A_bare_host_has_no_URL_data_BEP_41()
    {
        await using var tracker = FakeUdpTracker.Start();
        await AnnounceAsync($"udp://{tracker.EndPoint}");
        Assert.Empty(tracker.Packets[1].Announce!.RawOptions);
    }

    [Fact]
    public async Task Over_IPv6_peers_are_18_bytes()
    {
        var peer = PeerEndpoint.From(IPAddress.Parse("2001:db8::1"), 6881);
        await using var tracker = FakeUdpTracker.Start(address: IPAddress.IPv6Loopback);
        tracker.Swarms[Loopback.Hash] = new FakeSwarm { Peers = [peer] };
        var attempt = await AnnounceAsync(tracker.AnnounceUrl);
        Assert.Equal([peer], attempt.Reply!.Peers.ToArray());
        Assert.Equal(IPAddress.IPv6Loopback, attempt.Address);
    }

    [Fact]
    public async Task The_connection_id_is_used_again()
    {
        await using var tracker = FakeUdpTracker.Start();
        await AnnounceAsync(tracker.AnnounceUrl);
        Assert.Equal(1, (await AnnounceAsync(tracker.AnnounceUrl)).Transmissions);
        Assert.Equal([UdpAction.Connect, UdpAction.Announce, UdpAction.Announce], tracker.Packets.Select(packet => packet.Action!.Value));
    }

    [Fact]
    public async Task A_connection_id_the_tracker_no_longer_knows_costs_one_reconnect()
    {
        await using var tracker = FakeUdpTracker.Start();
        await AnnounceAsync(tracker.AnnounceUrl);
        tracker.ExpireConnectionIds();
        var attempt = await AnnounceAsync(tracker.AnnounceUrl);
        Assert.Equal((AttemptOutcome.Ok, 3), (attempt.Outcome, attempt.Transmissions));
    }

    [Fact]
    public async Task A_tracker_that_never_accepts_its_own_connection_id_is_refused_after_one_reconnect()
    {
        await using var tracker = FakeUdpTracker.Start((packet, usual) => packet.Announce is null ? usual : UdpReply.Error(packet.TransactionId, "Invalid connection id"));
        var attempt = await AnnounceAsync(tracker.AnnounceUrl);
        Assert.Equal((AttemptOutcome.Refused, 4, "Invalid connection id"), (attempt.Outcome, attempt.Transmissions, attempt.ErrorText));
    }

    [Fact]
    public async Task An_error_packet_is_a_refusal_in_the_trackers_own_words()
    {
        await using var tracker = FakeUdpTracker.Start((packet, usual) => packet.Announce is null ? usual : UdpReply.Error(packet.TransactionId, "Unregistered\u001b torrent"));
        var attempt = await AnnounceAsync(tracker.AnnounceUrl);
        Assert.Equal((AttemptOutcome.Refused, AttemptStage.Done, "Unregistered torrent", RefusalKind.UnregisteredTorrent), (attempt.Outcome, attempt.Stage, attempt.ErrorText, attempt.RefusalKind));
    }

    [Fact]
    public async Task An_error_packet_to_the_connect_is_a_refusal_too()
    {
        await using var tracker = FakeUdpTracker.Start((packet, _) => UdpReply.Error(packet.TransactionId, "overloaded"));
        Assert.Equal((AttemptOutcome.Refused, "overloaded"), ((await AnnounceAsync(tracker.AnnounceUrl)) is var attempt ? attempt.Outcome : default, attempt.ErrorText));
    }

    [Theory]
    [InlineData("transaction")]
    [InlineData("action")]
    [InlineData("source")]
    [InlineData("short")]
    public async Task An_answer_that_is_not_ours_is_dropped_and_counted_and_the_good_one_after_it_counts(string wrong)
    {
        await using var tracker = FakeUdpTracker.Start((packet, usual) => wrong switch
        {
            "transaction" => usual.WithTransactionId(packet.TransactionId ^ 1).Then(usual),
            "action" => usual.WithAction(2).Then(usual),
            "source" => usual.FromAnotherSocket().Then(usual),
            _ => usual.CutAfter(7).Then(usual),
        });
        var attempt = await AnnounceAsync(tracker.AnnounceUrl);
        Assert.True(attempt.Succeeded, attempt.ErrorText);
        Assert.Equal((2, 2L), (attempt.Transmissions, _client.StrayDatagrams));
    }

    [Fact]
    public async Task An_answer_that_comes_twice_counts_once()
    {
        await using var tracker = FakeUdpTracker.Start((_, usual) => usual.Then(usual));
        Assert.True((await AnnounceAsync(tracker.AnnounceUrl)).Succeeded);
        Assert.True((await AnnounceAsync(tracker.AnnounceUrl)).Succeeded);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_lost_connect_or_a_lost_announce_is_sent_again_BEP_15(int lost)
    {
        await using var tracker = FakeUdpTracker.Start((packet, usual) => packet.Number == lost || (lost == 3 && packet.Number == 2) ? UdpReply.None : usual);
        using var client = new UdpTrackerClient(Loopback.Hasty);
        var attempt = await client.AnnounceAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Loopback.Request);
        Assert.True(attempt.Succeeded, attempt.ErrorText);
        Assert.True(attempt.Transmissions > 2);
    }

    [Fact]
    public async Task Silence_is_a_timeout_after_waits_of_15_30_and_60_seconds_BEP_15()
    {
        var time = new FakeTimeProvider();
        await using var tracker = FakeUdpTracker.Start((_, _) => UdpReply.None);
        using var client = new UdpTrackerClient(new() { AddressPolicy = Loopback.Policy }, time: time);
        var announcing = client.AnnounceAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Loopback.Request);
        foreach (var wait in (int[])[15, 30, 60])
        {
            await tracker.NextAsync();
            time.Advance(TimeSpan.FromSeconds(wait - 1));
            Assert.False(announcing.IsCompleted);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        var attempt = await announcing;
        Assert.Equal((AttemptOutcome.Timeout, AttemptStage.Connect, 3), (attempt.Outcome, attempt.Stage, attempt.Transmissions));
        Assert.StartsWith("no answer to 3 datagrams", attempt.ErrorText);
        Assert.Null(attempt.RoundTrip);
        Assert.Equal(3, tracker.Packets.Count);
    }

    [Fact]
    public async Task A_connection_id_older_than_a_minute_is_not_used_BEP_15()
    {
        var time = new FakeTimeProvider();
        await using var tracker = FakeUdpTracker.Start();
        using var client = new UdpTrackerClient(new() { AddressPolicy = Loopback.Policy }, time: time);
        await client.AnnounceAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Loopback.Request);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(2, (await client.AnnounceAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Loopback.Request)).Transmissions);
        Assert.NotEqual(tracker.Packets[1].ConnectionId, tracker.Packets[3].ConnectionId);
    }

    [Fact]
    public async Task A_silent_address_gives_the_next_round_to_the_next()
    {
        await using var tracker = FakeUdpTracker.Start();
        using var client = new UdpTrackerClient(Loopback.Hasty, new FakeResolver(("t.example.com", ["127.0.0.2", "127.0.0.1"])));
        var attempt = await client.AnnounceAsync(TrackerUrl.Parse($"udp://t.example.com:{tracker.EndPoint.Port}"), Loopback.Request);
        Assert.Equal((AttemptOutcome.Ok, IPAddress.Loopback), (attempt.Outcome, attempt.Address));
    }

    [Theory]
    [InlineData(UdpAction.Connect, 12, "the connect answer has 12 bytes")]
    [InlineData(UdpAction.Connect, 8, "the connect answer has 8 bytes")]
    [InlineData(UdpAction.Announce, 19, "the announce answer has 19 bytes")]
    [InlineData(UdpAction.Announce, 9, "the announce answer has 9 bytes")]
    public async Task A_short_packet_is_malformed_and_the_record_still_full(UdpAction action, int length, string problem)
    {
        await using var tracker = FakeUdpTracker.Start((packet, usual) => packet.Action!.Value == action ? usual.CutAfter(length) : usual);
        var attempt = await AnnounceAsync(tracker.AnnounceUrl);
        Assert.Equal((AttemptOutcome.Malformed, IPAddress.Loopback), (attempt.Outcome, attempt.Address));
        Assert.StartsWith(problem, attempt.ErrorText);
        Assert.True(attempt.Transmissions > 0);
    }

    [Fact]
    public async Task An_answer_of_the_header_alone_is_the_refusal_opentracker_means_by_it()
    {
        await using var tracker = FakeUdpTracker.Start((packet, usual) => packet.Announce is null ? usual : usual.CutAfter(8));
        var attempt = await AnnounceAsync(tracker.AnnounceUrl);
        Assert.Equal((AttemptOutcome.Refused, AttemptStage.Done, RefusalKind.UnregisteredTorrent), (attempt.Outcome, attempt.Stage, attempt.RefusalKind));
    }

    [Fact]
    public async Task Many_announces_at_once_share_one_socket_and_each_gets_its_own_answer()
    {
        await using var tracker = FakeUdpTracker.Start();
        var hashes = Loopback.Hashes(200);
        foreach (var (hash, i) in hashes.Select((hash, i) => (hash, i))) tracker.Swarms[hash] = new FakeSwarm { Seeders = i };
        await AnnounceAsync(tracker.AnnounceUrl);
        var attempts = await Task.WhenAll(hashes.Select(hash => AnnounceAsync(tracker.AnnounceUrl, Loopback.Request with { InfoHash = hash })));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (long?)i), attempts.Select(attempt => attempt.Reply?.Complete));
        Assert.Single(tracker.Packets.Select(packet => packet.Source).Distinct());
    }

    [Fact]
    public async Task One_who_blocks_where_an_answer_came_keeps_nobody_else_from_theirs()
    {
        await using var tracker = FakeUdpTracker.Start();
        using var released = new ManualResetEventSlim();
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var blocking = BlockAsync();
        await blocked.Task;
        for (var i = 0; i < 3; i++) Assert.True((await AnnounceAsync(tracker.AnnounceUrl)).Succeeded);
        Assert.False(blocking.IsCompleted);
        released.Set();
        await blocking;

        async Task BlockAsync()
        {
            await AnnounceAsync(tracker.AnnounceUrl).ConfigureAwait(false);
            blocked.SetResult();
            released.Wait();
        }
    }

    [Fact]
    public async Task Calls_at_once_to_a_new_server_share_one_connect()
    {
        await using var tracker = FakeUdpTracker.Start();
        var attempts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AnnounceAsync(tracker.AnnounceUrl)));
        Assert.All(attempts, attempt => Assert.True(attempt.Succeeded));
        Assert.Equal(21, attempts.Sum(attempt => attempt.Transmissions));
        Assert.Single(tracker.Packets, packet => packet.Action!.Value == UdpAction.Connect);
    }

    [Fact]
    public async Task Disposed_of_a_client_cancels_what_is_under_way()
    {
        await using var tracker = FakeUdpTracker.Start((_, _) => UdpReply.None);
        var client = new UdpTrackerClient(Loopback.Options);
        var announcing = client.AnnounceAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Loopback.Request);
        await tracker.NextAsync();
        client.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => announcing);
    }

    [Fact]
    public async Task Cancellation_by_the_caller_is_thrown()
    {
        await using var tracker = FakeUdpTracker.Start((_, _) => UdpReply.None);
        using var cancelled = new CancellationTokenSource();
        var announcing = _client.AnnounceAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Loopback.Request, cancellation: cancelled.Token);
        await tracker.NextAsync();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => announcing);
    }

    [Fact]
    public async Task Only_the_family_asked_for_is_called()
    {
        await using var tracker = FakeUdpTracker.Start();
        var attempt = await _client.AnnounceAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Loopback.Request, AddressFamily.InterNetworkV6);
        Assert.Equal((AttemptOutcome.NoAddress, AttemptStage.Dns), (attempt.Outcome, attempt.Stage));
        Assert.Empty(tracker.Packets);
    }

    private Task<Attempt> AnnounceAsync(string url, AnnounceRequest? request = null) => _client.AnnounceAsync(TrackerUrl.Parse(url), request ?? Loopback.Request);
}
