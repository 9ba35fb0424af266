using System.Net;
using System.Net.Sockets;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Scrape;
using Crawler.Storage.Log;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Contracts;

public abstract class AppendContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    [Fact]
    public async Task A_batch_sent_again_is_in_the_log_once()
    {
        var batch = Some.Batch(1, Some.Announce(0, Some.V4(1)), Some.Failure(1, AttemptOutcome.Timeout, "no answer"));

        Assert.True(await Store.AppendAsync(batch));
        Assert.False(await Store.AppendAsync(batch));

        Assert.Equal(2, (await LogAsync()).Count);
    }

    [Fact]
    public async Task A_batch_sent_again_by_the_next_process_is_in_the_log_once()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0)));
        await using var next = Test.Open();

        Assert.False(await next.AppendAsync(Some.Batch(1, Some.Announce(0))));
        Assert.Single(await LogAsync());
    }

    [Fact]
    public async Task A_batch_sent_by_two_at_once_is_in_the_log_once()
    {
        await using var other = Test.Open();
        var batch = Some.Batch(1, [.. Enumerable.Range(0, 50).Select(i => Some.Announce(i, Some.V4(i)))]);

        var appended = await Task.WhenAll(Store.AppendAsync(batch), other.AppendAsync(batch));

        Assert.Single(appended, true);
        Assert.Equal(50, (await LogAsync()).Count);
    }

    [Fact]
    public async Task A_batch_that_fails_half_way_leaves_nothing_and_can_be_sent_again()
    {
        var batch = Some.Batch(1) with { Entries = [new LogEntry(Some.Announce(0, Some.V4(1)), Some.Schedule(1800))] };
        await Test.BreakAsync("INSERT", "schedule");
        var problem = await Assert.ThrowsAsync<StoreException>(() => Store.AppendAsync(batch));
        Assert.Contains("broken by the test", problem.Message);
        Assert.Empty(await LogAsync());
        Assert.Equal(0, await Store.LastSequenceAsync("writer"));

        await Test.MendAsync("schedule");
        Assert.True(await Store.AppendAsync(batch));
        Assert.Single(await LogAsync());
    }

    [Fact]
    public async Task Sequences_may_have_gaps_and_each_writer_has_its_own()
    {
        Assert.True(await Store.AppendAsync(Some.Batch("a", 1, Some.Announce(0))));
        Assert.True(await Store.AppendAsync(Some.Batch("a", 7, Some.Announce(1))));
        Assert.True(await Store.AppendAsync(Some.Batch("b", 1, Some.Announce(2))));

        Assert.Equal(7, await Store.LastSequenceAsync("a"));
        Assert.Equal(1, await Store.LastSequenceAsync("b"));
        Assert.Equal(0, await Store.LastSequenceAsync("nobody"));
    }

    [Fact]
    public Task A_sequence_below_one_is_refused() =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.AppendAsync(Some.Batch(0, Some.Announce(0))));

    [Fact]
    public async Task An_empty_batch_advances_the_sequence()
    {
        Assert.True(await Store.AppendAsync(Some.Batch(1)));
        Assert.Equal(1, await Store.LastSequenceAsync("writer"));
    }

    [Fact]
    public async Task What_is_absent_is_null_and_what_is_zero_is_zero()
    {
        await Store.AppendAsync(Some.Batch(
            1,
            Some.Failure(0, AttemptOutcome.DnsFailed, "no such host"),
            Some.Announce(1) with { NumWant = 0, IntervalAsked = 0, Reply = new AnnounceReply { Complete = 0 } },
            Some.Scrape(2, new ScrapeCounts(null, 0, 3))));

        var log = await LogAsync();
        var failure = log[0];
        Assert.Equal(AttemptOutcome.DnsFailed, failure.Outcome);
        Assert.Equal("no such host", failure.Error);
        Assert.Equal(AddressFamily.Unspecified, failure.Family);
        Assert.All(
            new object?[]
            {
                failure.NumWant, failure.Address, failure.DnsUs, failure.RttUs, failure.HttpStatus, failure.BytesReceived,
                failure.Complete, failure.Incomplete, failure.Downloaded, failure.IntervalAsked, failure.MinIntervalAsked,
                failure.IntervalUsedUs, failure.RetryAfterUs, failure.RetryNever, failure.Warning, failure.ExternalAddress,
                failure.SkippedPeers, failure.Bogons, failure.Oddities, failure.OwnIp, failure.OwnPort, failure.RefusalKind, failure.PeersV4, failure.PeersV6,
            },
            Assert.Null);
        Assert.Equal((0, 0L, 0L, null, null), (log[1].NumWant, log[1].IntervalAsked, log[1].Complete, log[1].Incomplete, log[1].Error));
        Assert.Equal((0, 0, 0), (log[1].PeersV4!.Length, log[1].PeersV6!.Length, log[1].Bogons));
        Assert.Equal((null, 0L, 3L), (log[2].Complete, log[2].Incomplete, log[2].Downloaded));
        Assert.Equal((AttemptKind.Scrape, null, null, null), (log[2].Kind, log[2].Event, log[2].PeersV4, log[2].Bogons));
    }

    [Fact]
    public async Task Everything_an_attempt_holds_comes_back_to_the_microsecond()
    {
        var attempt = Some.Announce(0.123456, Some.V4(1), Some.V6(2)) with
        {
            Event = AnnounceEvent.Started,
            NumWant = 200,
            Address = IPAddress.Parse("2001:db8::5"),
            Family = AddressFamily.InterNetworkV6,
            OwnEndpoint = Some.V6(9, port: 51413),
            DnsTime = TimeSpan.FromMicroseconds(17),
            RoundTrip = TimeSpan.FromMicroseconds(123_457),
            HttpStatus = 200,
            BytesReceived = 321,
            Transmissions = 4,
            IntervalAsked = long.MaxValue,
            MinIntervalAsked = -1,
            IntervalUsed = TimeSpan.FromSeconds(1800),
            Retry = new RetryAdvice(TimeSpan.FromMinutes(5)),
            Reply = new AnnounceReply
            {
                Peers = Some.Peers(Some.V4(1), Some.V6(2)),
                Complete = 1,
                Incomplete = 2,
                Downloaded = long.MaxValue,
                Warning = "be gentle",
                ExternalAddress = IPAddress.Parse("203.0.113.9"),
                SkippedPeers = 3,
                Oddities = ReplyOddities.RaggedPeers | ReplyOddities.TrailingBytes,
            },
        };
        await Store.AppendAsync(Some.Batch(1, attempt, Some.Announce(1) with { Retry = RetryAdvice.Never }));

        var log = await LogAsync();
        var row = log[0];
        Assert.Equal(attempt.At, row.At);
        Assert.Equal(TimeSpan.Zero, row.At.Offset);
        Assert.Equal((AnnounceEvent.Started, 200, 4, 200, 321), (row.Event!.Value, row.NumWant!.Value, row.Transmissions, row.HttpStatus!.Value, row.BytesReceived!.Value));
        Assert.Equal((17, 123_457, 1_800_000_000, 300_000_000), (row.DnsUs!.Value, row.RttUs!.Value, row.IntervalUsedUs!.Value, row.RetryAfterUs!.Value));
        Assert.Equal((long.MaxValue, -1), (row.IntervalAsked!.Value, row.MinIntervalAsked!.Value));
        Assert.Equal((1, 2, long.MaxValue), (row.Complete!.Value, row.Incomplete!.Value, row.Downloaded!.Value));
        Assert.Equal(("be gentle", 3, attempt.Reply.Oddities), (row.Warning, row.SkippedPeers!.Value, row.Oddities!.Value));
        Assert.Equal((IPAddress.Parse("2001:db8::5"), IPAddress.Parse("203.0.113.9")), (row.Address, row.ExternalAddress));
        Assert.Equal((AddressFamily.InterNetworkV6, IPAddress.Parse("2001:db8::9"), 51413), (row.Family, row.OwnIp, row.OwnPort));
        Assert.Equal(attempt.Reply.Peers.CompactV4.ToArray(), row.PeersV4);
        Assert.Equal(attempt.Reply.Peers.CompactV6.ToArray(), row.PeersV6);
        Assert.False(row.RetryNever);
        Assert.Equal((true, null), (log[1].RetryNever, log[1].RetryAfterUs));
    }

    [Fact]
    public async Task Text_that_no_database_takes_does_not_stop_the_log()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0) with { Outcome = AttemptOutcome.Refused, ErrorText = "a\0b\uD800c\U0001F600" }));

        Assert.Equal("a\uFFFDb\uFFFDc\U0001F600", Assert.Single(await LogAsync()).Error);
    }

    [Fact]
    public async Task A_refusal_is_kept_with_what_it_is_about()
    {
        await Store.AppendAsync(Some.Batch(
            1,
            Some.Failure(0, AttemptOutcome.Refused, "unregistered torrent"),
            Some.Failure(1, AttemptOutcome.Refused, "no comment"),
            Some.Failure(2, AttemptOutcome.Timeout, "no answer")));

        Assert.Equal([RefusalKind.UnregisteredTorrent, RefusalKind.Other, null], (await LogAsync()).Select(row => row.RefusalKind));
    }

    public sealed class OnPostgres() : AppendContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : AppendContract(TestSqlite.CreateAsync);
}
