using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Merge;
using Crawler.Storage.Reports;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Contracts;

public abstract class ReportContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    [Fact]
    public async Task An_empty_store_has_nothing_to_report()
    {
        Assert.Empty(await TorrentsAsync());
        Assert.Empty(await TorrentsAsync(Some.Hash(1)));
        Assert.Empty(await Store.ReportTrackersAsync());
    }

    [Fact]
    public async Task A_tracker_never_asked_is_reported_without_numbers_it_does_not_have()
    {
        await Store.RegisterAsync([Some.Target(1, [Some.Tracker]) with { Name = "one", Size = 5 }]);

        var torrent = Assert.Single(await TorrentsAsync());
        Assert.Equal((Some.Hash(1), "one", 5L, 0L), (torrent.InfoHash, torrent.Name, torrent.Size, torrent.DistinctPeers));
        Assert.Equal(
            new TorrentTrackerReport { Tracker = "udp://tracker.example:6969/announce", Tier = 0, Position = 0 },
            Assert.Single(torrent.Trackers));
        Assert.Equal(new TrackerReport { Tracker = "udp://tracker.example:6969/announce" }, Assert.Single(await Store.ReportTrackersAsync()));
    }

    [Fact]
    public async Task The_last_attempt_and_the_last_claims_are_told_apart()
    {
        await Store.AppendAsync(Some.Batch(
            1,
            Some.Scrape(1, new(10, 20, 30)),
            Some.Announce(3) with { Reply = new AnnounceReply { Complete = 0, Incomplete = 21 } },
            Some.Announce(2) with { Reply = new AnnounceReply { Complete = 99 } },
            Some.Failure(4, AttemptOutcome.Timeout, "no answer in 15 s")));

        var tracker = Assert.Single(Assert.Single(await TorrentsAsync()).Trackers);
        Assert.Equal((4, 3), (tracker.Attempts, tracker.Successes));
        Assert.Equal((Some.At(4), AttemptOutcome.Timeout, "no answer in 15 s"), (tracker.LastAttemptAt, tracker.LastOutcome, tracker.LastError));
        Assert.Equal((0, 21, Some.At(3), 30), (tracker.Seeders, tracker.Leechers, tracker.ClaimedAt, tracker.Downloaded));
    }

    [Fact]
    public async Task Of_two_attempts_at_the_same_instant_the_later_in_the_log_is_the_last()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Announce(1), Some.Failure(1, AttemptOutcome.Refused, "first")));
        await Store.AppendAsync(Some.Batch(2, Some.Failure(1, AttemptOutcome.Refused, "second")));

        Assert.Equal("second", (await TorrentsAsync())[0].Trackers[0].LastError);
        Assert.Equal("second", (await Store.ReportTrackersAsync())[0].LastError);
    }

    [Fact]
    public async Task Peers_are_counted_distinct_for_each_tracker_and_over_all()
    {
        await Store.AppendAsync(Some.Batch(
            1,
            Some.Announce(0, Some.V4(1), Some.V4(2), Some.V6(1)),
            Some.Announce(1, Some.V4(1), Some.V4(1, port: 1)) with { Tracker = Some.OtherTracker },
            Some.Announce(2, Some.V4(1)) with { InfoHash = Some.Hash(2) }));
        Assert.Equal((0, new MergeLag(1, 1)), ((await TorrentsAsync())[0].DistinctPeers, await Store.LagAsync()));
        await Store.MergeAsync();

        var torrents = (await TorrentsAsync()).ToDictionary(torrent => torrent.InfoHash);
        var torrent = torrents[Some.Hash(1)];
        Assert.Equal(4, torrent.DistinctPeers);
        Assert.Equal(
            [("http://other.example/announce", 2L), ("udp://tracker.example:6969/announce", 3L)],
            torrent.Trackers.OrderBy(tracker => tracker.Tracker).Select(tracker => (tracker.Tracker, tracker.DistinctPeers)));
        Assert.Equal(1, torrents[Some.Hash(2)].DistinctPeers);
    }

    [Fact]
    public async Task Only_the_torrents_asked_for_are_reported_in_the_order_of_registration()
    {
        foreach (var i in new[] { 3, 1, 2 }) await Store.RegisterAsync([Some.Target(i)]);

        Assert.Equal([Some.Hash(3), Some.Hash(1), Some.Hash(2)], (await TorrentsAsync()).Select(torrent => torrent.InfoHash));
        Assert.Equal([Some.Hash(3), Some.Hash(2)], (await TorrentsAsync(Some.Hash(2), Some.Hash(3), Some.Hash(9))).Select(torrent => torrent.InfoHash));
    }

    [Fact]
    public async Task Many_torrents_are_all_reported_once()
    {
        var hashes = Enumerable.Range(0, 450).Select(Some.Hash).ToArray();
        await Store.AppendAsync(Some.Batch(1, [.. hashes.Select(hash => Some.Announce(0) with { InfoHash = hash })]));

        Assert.Equal(hashes.Order(), (await TorrentsAsync()).Select(torrent => torrent.InfoHash).Order());
        Assert.Equal(hashes.Order(), (await TorrentsAsync(hashes)).Select(torrent => torrent.InfoHash).Order());
    }

    [Fact]
    public async Task A_tracker_is_reported_with_its_latency_and_what_was_our_own_fault_apart()
    {
        var answered = Enumerable.Range(1, 100).Select(i => Some.Announce(i) with { RoundTrip = TimeSpan.FromMilliseconds(i) });
        await Store.AppendAsync(Some.Batch(
            1,
            [
                .. answered,
                Some.Failure(200, AttemptOutcome.Refused, "not registered") with { RoundTrip = TimeSpan.FromSeconds(2) },
                Some.Failure(201, AttemptOutcome.Timeout, "no answer"),
                Some.Failure(202, AttemptOutcome.Unknown, "our own uplink is down"),
                Some.Failure(203, AttemptOutcome.NoAddress, "no such address"),
            ]));

        var tracker = Assert.Single(await Store.ReportTrackersAsync());
        Assert.Equal((104, 100, 2), (tracker.Attempts, tracker.Successes, tracker.Unknown));
        Assert.Equal((Some.At(100), Some.At(201), "no answer"), (tracker.LastSuccessAt, tracker.LastErrorAt, tracker.LastError));
        Assert.Equal((101, TimeSpan.FromSeconds(2)), (tracker.Latency!.Answers, tracker.Latency.Max));
        Assert.InRange(tracker.Latency.P50, TimeSpan.FromMilliseconds(51), TimeSpan.FromMilliseconds(51.1));
        Assert.InRange(tracker.Latency.P95, TimeSpan.FromMilliseconds(96), TimeSpan.FromMilliseconds(96.1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_random_log_is_reported_as_counting_by_hand_says(int seed)
    {
        var log = new RandomLog(seed);
        foreach (var batch in log.Batches)
        {
            await Store.AppendAsync(batch);
            if (batch.Sequence % 3 == 0) await Store.MergeAsync(maxBatches: 2);
            if (batch.Sequence % 5 == 0) await Store.AppendAsync(batch);
        }

        Assert.Equal(MergeLag.None, (await Store.MergeAsync()).Lag);

        var reports = await TorrentsAsync();
        Assert.Equal(log.Torrents().Count, reports.Count);
        foreach (var (expected, actual) in log.Torrents().Zip(reports.OrderBy(report => report.InfoHash)))
        {
            Assert.Equal(expected with { Trackers = [], Estimates = [] }, actual with { Trackers = [], Estimates = [] });
            Assert.Equal(expected.Trackers, actual.Trackers.OrderBy(tracker => tracker.Tracker, StringComparer.Ordinal).ThenBy(tracker => tracker.Family));
        }

        Assert.Equal(log.Trackers(), (await Store.ReportTrackersAsync()).OrderBy(tracker => tracker.Tracker, StringComparer.Ordinal).ThenBy(tracker => tracker.Family));
    }

    public sealed class OnPostgres() : ReportContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : ReportContract(TestSqlite.CreateAsync);
}
