using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Log;
using Crawler.Storage.Reports;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Contracts;

public abstract class FamilyReportContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private const AddressFamily V4 = AddressFamily.InterNetwork;
    private const AddressFamily V6 = AddressFamily.InterNetworkV6;

    [Fact]
    public async Task One_familys_failure_stands_beside_the_others_success()
    {
        await Store.AppendAsync(Some.Batch(1) with
        {
            Entries =
            [
                new LogEntry(Some.Scrape(1, new(10, 20, 30)) with { Family = V4 }, Some.Schedule(100) with { Family = V4 }),
                new LogEntry(Some.Failure(2, AttemptOutcome.Timeout, "no answer") with { Family = V6 }, Some.Schedule(200) with { Family = V6 }),
            ],
        });

        var trackers = Assert.Single(await TorrentsAsync()).Trackers;
        Assert.Equal<AddressFamily?>([V4, V6], trackers.Select(tracker => tracker.Family));
        Assert.Equal([(1, 1, AttemptOutcome.Ok, null), (1, 0, AttemptOutcome.Timeout, "no answer")], trackers.Select(Verdict));
        Assert.Equal<(long?, DateTimeOffset?)>([(10, Some.At(100)), (null, Some.At(200))], trackers.Select(tracker => (tracker.Seeders, tracker.DueAt)));

        var overall = await Store.ReportTrackersAsync();
        Assert.Equal<(AddressFamily?, long, string?)>(
            [(V4, 1, null), (V6, 0, "no answer")], overall.Select(tracker => (tracker.Family, tracker.Successes, tracker.LastError)));
        Assert.Equal([true, false], overall.Select(tracker => tracker.Latency is not null));
    }

    [Fact]
    public async Task Peers_are_counted_for_the_family_the_tracker_was_asked_over_and_once_in_union()
    {
        await Store.AppendAsync(Some.Batch(
            1,
            Some.Announce(0, Some.V4(1), Some.V6(1), Some.V6(2)) with { Family = V4 },
            Some.Announce(1, Some.V6(2)) with { Family = V6 }));
        await Store.MergeAsync();

        var torrent = Assert.Single(await TorrentsAsync());
        Assert.Equal<(AddressFamily?, long)>([(V4, 3), (V6, 1)], torrent.Trackers.Select(tracker => (tracker.Family, tracker.DistinctPeers)));
        Assert.Equal(3, torrent.DistinctPeers);
        Assert.Equal([V4, V4, V4, V6], (await SightingsAsync()).Select(row => row.Family).Order());
    }

    [Fact]
    public async Task A_family_the_host_lacks_is_no_row_and_no_attempt()
    {
        await Store.AppendAsync(Some.Batch(1) with
        {
            Entries =
            [
                new LogEntry(Some.Announce(0) with { Family = V4 }),
                new LogEntry(Some.Failure(1, AttemptOutcome.NoAddress, "no IPv6 address") with { Family = V6 }, Some.Schedule(100) with { Family = V6 }),
            ],
        });

        Assert.Equal(V4, Assert.Single(Assert.Single(await TorrentsAsync()).Trackers).Family);
        Assert.Equal(V4, Assert.Single(await Store.ReportTrackersAsync()).Family);
    }

    [Fact]
    public async Task A_host_with_no_address_we_asked_for_is_reported_as_not_measured()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Failure(1, AttemptOutcome.NoAddress, "no IPv6 address") with { Family = V6 }));

        Assert.Equal(
            new TorrentTrackerReport { Tracker = Some.Tracker.ToString(), Family = V6 }, Assert.Single(Assert.Single(await TorrentsAsync()).Trackers));
        Assert.Equal(
            new TrackerReport { Tracker = Some.Tracker.ToString(), Family = V6, Attempts = 1, Unknown = 1 }, Assert.Single(await Store.ReportTrackersAsync()));
    }

    [Fact]
    public async Task What_says_nothing_of_the_tracker_is_not_its_last_word()
    {
        await Store.AppendAsync(Some.Batch(
            1,
            Some.Announce(1) with { Family = V4 },
            Some.Failure(2, AttemptOutcome.Unknown, "our own uplink is down") with { Family = V4 },
            Some.Failure(3, AttemptOutcome.NoAddress, "no IPv4 address") with { Family = V4 }));

        var tracker = Assert.Single(Assert.Single(await TorrentsAsync()).Trackers);
        Assert.Equal((2, 1, 1), (tracker.Attempts, tracker.Successes, tracker.Unknown));
        Assert.Equal((Some.At(2), AttemptOutcome.Unknown), (tracker.LastAttemptAt, tracker.LastOutcome));
        var overall = Assert.Single(await Store.ReportTrackersAsync());
        Assert.Equal((3, 1, 2, null), (overall.Attempts, overall.Successes, overall.Unknown, overall.LastErrorAt));
    }

    [Fact]
    public async Task Attempts_from_before_the_family_was_known_have_a_row_of_their_own()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Failure(0, AttemptOutcome.DnsFailed, "no such host"), Some.Announce(1) with { Family = V6 }));

        Assert.Equal<(AddressFamily?, long)>(
            [(null, 1), (V6, 1)], Assert.Single(await TorrentsAsync()).Trackers.Select(tracker => (tracker.Family, tracker.Attempts)));
        Assert.Equal<(AddressFamily?, long)>([(null, 1), (V6, 1)], (await Store.ReportTrackersAsync()).Select(tracker => (tracker.Family, tracker.Attempts)));
    }

    [Fact]
    public async Task A_family_measured_before_it_has_a_schedule_of_its_own_goes_by_the_unspecified()
    {
        await Store.AppendAsync(Some.Batch(1) with { Entries = [new LogEntry(Some.Announce(0) with { Family = V6 }, Some.Schedule(100))] });

        var tracker = Assert.Single(Assert.Single(await TorrentsAsync()).Trackers);
        Assert.Equal((V6, ScheduleState.Active, Some.At(100)), (tracker.Family, tracker.State, tracker.DueAt));
    }

    private static (long Attempts, long Successes, AttemptOutcome? LastOutcome, string? LastError) Verdict(TorrentTrackerReport tracker) =>
        (tracker.Attempts, tracker.Successes, tracker.LastOutcome, tracker.LastError);

    public sealed class OnPostgres() : FamilyReportContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : FamilyReportContract(TestSqlite.CreateAsync);
}
