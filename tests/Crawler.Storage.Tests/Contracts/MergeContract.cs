using System.Net;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Merge;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Contracts;

public abstract class MergeContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    [Fact]
    public async Task A_peer_is_counted_once_a_reply_with_first_and_last_sight()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Announce(30, Some.V4(1), Some.V4(1), Some.V6(1)), Some.Announce(10, Some.V4(1))));
        await Store.AppendAsync(Some.Batch(2, Some.Announce(20, Some.V4(1), Some.V4(1, port: 1))));

        var merged = await Store.MergeAsync();

        Assert.Equal(new MergeResult(Batches: 2, Replies: 3, Sightings: 3, MergeLag.None), merged);
        var rows = await SightingsAsync();
        Assert.Equal(
            [("192.0.0.1", 1, 1, 20), ("192.0.0.1", 6881, 3, 10), ("2001:db8::1", 6881, 1, 30)],
            rows.Select(row => (row.Ip.ToString(), row.Port, row.TimesSeen, (int)(row.FirstSeen - Some.At(0)).TotalSeconds)));
        Assert.Equal(Some.At(30), rows[1].LastSeen);
    }

    [Fact]
    public async Task A_later_merge_raises_what_an_earlier_one_found()
    {
        for (var i = 1; i <= 3; i++)
        {
            await Store.AppendAsync(Some.Batch(i, Some.Announce(i == 2 ? -5 : i, Some.V4(1))));
            await Store.MergeAsync();
        }

        var row = Assert.Single(await SightingsAsync());
        Assert.Equal((3, Some.At(-5), Some.At(3)), (row.TimesSeen, row.FirstSeen, row.LastSeen));
    }

    [Fact]
    public async Task Failures_scrapes_and_empty_replies_name_no_peers()
    {
        await Store.AppendAsync(Some.Batch(
            1,
            Some.Failure(0, AttemptOutcome.Timeout, "no answer"),
            Some.Scrape(1, new(1, 2, 3)),
            Some.Announce(2),
            // Not a success, whatever is attached.
            Some.Announce(3, Some.V4(1)) with { Outcome = AttemptOutcome.Malformed }));

        Assert.Equal(new MergeResult(1, 0, 0, MergeLag.None), await Store.MergeAsync());
        Assert.Empty(await SightingsAsync());
    }

    [Fact]
    public async Task A_merge_that_fails_half_way_is_undone_and_repeated_whole()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0, Some.V4(1), Some.V4(2))));
        await Store.MergeAsync();
        await Store.AppendAsync(Some.Batch(2, Some.Announce(1, Some.V4(2), Some.V4(3))));

        await Test.BreakAsync("UPDATE", "merge_watermark");
        await Assert.ThrowsAsync<StoreException>(() => Store.MergeAsync());
        await Assert.ThrowsAsync<StoreException>(() => Store.MergeAsync());
        Assert.Equal([1, 1], (await SightingsAsync()).Select(row => row.TimesSeen));
        Assert.Equal(new MergeLag(1, 1), await Store.LagAsync());

        await Test.MendAsync("merge_watermark");
        await Store.MergeAsync();
        Assert.Equal([1, 2, 1], (await SightingsAsync()).Select(row => row.TimesSeen));
        Assert.Equal(0, (await Store.MergeAsync()).Batches);
    }

    [Fact]
    public async Task No_more_batches_are_merged_than_asked_and_the_rest_is_the_lag()
    {
        for (var i = 1; i <= 5; i++) await Store.AppendAsync(Some.Batch(i, Some.Announce(i, Some.V4(i))));

        Assert.Equal(new MergeResult(2, 2, 2, new MergeLag(3, 1)), await Store.MergeAsync(maxBatches: 2));
        Assert.Equal(new MergeResult(3, 3, 3, MergeLag.None), await Store.MergeAsync(maxBatches: 10));
    }

    [Fact]
    public async Task Dropped_sequences_and_empty_batches_do_not_stop_the_merge()
    {
        await Store.AppendAsync(Some.Batch(3, Some.Announce(0, Some.V4(1))));
        await Store.AppendAsync(Some.Batch(1_000_000_000_000, Some.Announce(1, Some.V4(1))));
        await Store.AppendAsync(Some.Batch(1_000_000_000_001));
        await Store.AppendAsync(Some.Batch("idle", 5));

        Assert.Equal(new MergeResult(2, 2, 1, MergeLag.None), await Store.MergeAsync());
        Assert.Equal(2, Assert.Single(await SightingsAsync()).TimesSeen);
    }

    [Fact]
    public async Task Several_mergers_and_writers_at_once_count_everything_once()
    {
        const int Writers = 3, Batches = 12, Peers = 20;
        await using var other = Test.Open();
        var stores = new[] { Store, other };

        var writing = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 1; i <= Batches; i++)
            {
                // All writers see the same peers of the same torrents, so that mergers meet on every row.
                var attempts = Enumerable.Range(0, 4).Select(torrent =>
                    Some.Announce(i, [.. Enumerable.Range(0, Peers).Select(peer => Some.V4(peer))]) with { InfoHash = Some.Hash(torrent) });
                await stores[writer % 2].AppendAsync(Some.Batch($"writer {writer}", i, [.. attempts]));
            }
        })).ToList();
        var merging = Enumerable.Range(0, 4).Select(merger => Task.Run(async () =>
        {
            while (!writing.TrueForAll(task => task.IsCompleted) || (await Store.LagAsync()).Batches > 0)
                await stores[merger % 2].MergeAsync(maxBatches: 3);
        })).ToList();
        await Task.WhenAll([.. writing, .. merging]);

        var rows = await SightingsAsync();
        Assert.Equal(4 * Peers, rows.Count);
        Assert.All(rows, row => Assert.Equal(Writers * Batches, row.TimesSeen));
    }

    [Fact]
    public async Task Addresses_come_back_as_they_were()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0, Some.V4(0xFFFF, 65535), Some.V6(0xABCD, 1))));
        await Store.MergeAsync();

        Assert.Equal(
            [(IPAddress.Parse("192.0.255.255"), 65535), (IPAddress.Parse("2001:db8::abcd"), 1)],
            (await SightingsAsync()).Select(row => (row.Ip, row.Port)));
    }

    public sealed class OnPostgres() : MergeContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : MergeContract(TestSqlite.CreateAsync);
}
