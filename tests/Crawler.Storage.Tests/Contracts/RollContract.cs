using System.Numerics;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Merge;
using Crawler.Storage.Model;
using Crawler.Storage.Reports.Stats;
using Crawler.Storage.Rollups;
using Crawler.Storage.Tests.Stores;
using Crawler.Storage.Views;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Tests.Contracts;

public abstract class RollContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private static readonly TimeWindow Day = new(Some.At(-43_200), Some.At(43_200), TimeSpan.FromHours(1));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task However_it_is_cut_and_repeated_it_comes_to_what_reports_count(int seed)
    {
        var random = new Random(seed);
        foreach (var batch in new RandomLog(seed).Batches)
        {
            await Store.AppendAsync(batch);
            if (random.Next(3) == 0) await Store.RollAsync(random.Next(1, 4));
        }

        await Task.WhenAll(Store.RollAsync(), Store.RollAsync());

        Assert.Equal(new RollResult(0, 0, MergeLag.None), await Store.RollAsync());
        var reports = await Store.ReportTrackersAsync();
        var standings = await Store.Views.TrackersAsync(Some.At(3600));
        foreach (var tracker in standings)
        {
            var said = reports.Where(report => report.Tracker == tracker.Url).ToList();
            Assert.Equal(said.Sum(report => report.Attempts - report.Unknown), tracker.Month.Calls);
            Assert.Equal(said.Sum(report => report.Successes), tracker.Month.Ok);
        }

        await using var db = Test.OpenDb();
        Assert.Equal(await db.Announces.LongCountAsync(), (await Store.Views.TotalsAsync()).Calls);
        Assert.Equal(await db.Announces.LongCountAsync(), await db.LatestCalls.SumAsync(row => row.Calls));
    }

    [Fact]
    public async Task Up_is_told_as_statistics_tell_it_and_our_own_outage_is_not_the_trackers()
    {
        await Store.AppendAsync(Some.Batch(
            1,
            Some.Announce(0),
            Some.Failure(1000, AttemptOutcome.Timeout, "no answer"),
            Some.Failure(2000, AttemptOutcome.Unknown, "we are away"),
            Some.Failure(3000, AttemptOutcome.Refused, "not here")));
        await Store.RollAsync();

        var tracker = Assert.Single(await Store.Views.TrackersAsync(Some.At(3600)));
        var said = Assert.Single((await Store.Statistics.AvailabilityAsync(StatsScope.All)).Trackers);
        Assert.Equal((said.Uptime!.Value.Share, 3), (tracker.Day.Uptime!.Value, tracker.Day.Known));
        Assert.Equal((3, 1, true), (tracker.Day.Calls, tracker.Day.Ok, tracker.IsUp));
        Assert.Equal([(0.0, true), (900, false), (2700, true)], await BeatsAsync(tracker.Id));
        Assert.Equal(
            [(2700.0, true, 1800.0), (900, false, 900)],
            (await Store.Views.TurnsAsync(Day, 10)).Select(turn => ((turn.At - Some.At(0)).TotalSeconds, turn.IsUp, turn.Before!.Value.TotalSeconds)));
        var point = Assert.Single(await Store.Views.TrackerCourseAsync(tracker.Id, Day));
        Assert.Equal(1, point.Outcomes[AttemptOutcome.Unknown]);
        Assert.InRange(point.P50!.Value.TotalMilliseconds, 19, 21);
    }

    [Fact]
    public async Task What_comes_late_counts_once_and_overwrites_nothing_newer()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Announce(100) with { Reply = new() { Complete = 7, Peers = Some.Peers() } }));
        await Store.RollAsync();
        await Store.AppendAsync(Some.Batch(2, Some.Announce(10) with { Reply = new() { Complete = 3, Incomplete = 2, Peers = Some.Peers() } }));
        await Store.RollAsync();

        var torrent = (await Store.Views.TorrentAsync(Some.Hash(1)))!;
        Assert.Equal((7, 2, 2), (torrent.Listing.Complete, torrent.Listing.Incomplete, torrent.Listing.Calls));
        Assert.Equal((Some.At(10), Some.At(100)), (torrent.FirstAt, torrent.Listing.LastAt));
        var tracker = Assert.Single(await Store.Views.TrackersAsync(Some.At(3600)));
        Assert.Equal((1, 1, 2), (tracker.Month.Known, tracker.Month.Up, tracker.Month.Calls));
    }

    [Fact]
    public async Task A_roll_that_fails_half_way_is_undone_and_repeated_whole()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0)));
        await Test.BreakAsync("UPDATE", "roll_watermark");
        await Assert.ThrowsAsync<StoreException>(() => Store.RollAsync());
        Assert.Equal(new MergeLag(1, 1), await Store.RollLagAsync());

        await Test.MendAsync("roll_watermark");
        Assert.Equal(new RollResult(1, 1, MergeLag.None), await Store.RollAsync());
        Assert.Equal(1, (await Store.Views.TotalsAsync()).Calls);
    }

    [Fact]
    public async Task Days_that_are_dropped_from_the_log_are_remembered()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0), Some.Failure(1000, AttemptOutcome.Timeout, "no answer")));
        await Store.MergeAsync();

        Assert.Single((await Store.Retention.PruneAsync(Some.At(2 * 86_400))).Dropped);

        Assert.Empty(await LogAsync());
        Assert.Equal(0.5, Assert.Single(await Store.Views.TrackersAsync(Some.At(2 * 86_400))).Month.Uptime);
        Assert.Equal(1, (await Store.Views.TorrentAsync(Some.Hash(1)))!.Listing.Calls - 1);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Rolled_in_pieces_or_in_one_go_and_on_a_store_from_before_it_is_the_same(int seed)
    {
        var random = new Random(seed);
        foreach (var batch in new RandomLog(seed).Batches)
        {
            await Store.AppendAsync(batch);
            if (random.Next(2) == 0) await Store.RollAsync(1);
        }

        await Store.RollAsync();
        var pieces = await RolledAsync();
        // As a crawler leaves it that was running when the database was migrated.
        foreach (var table in new[] { "tracker_hour", "tracker_day", "latest_call", "torrent_standing", "roll_watermark" }) await Test.ExecuteAsync($"DELETE FROM {table}");
        await using var other = Test.Open();
        await Task.WhenAll(Store.RollAsync(), other.RollAsync());

        Assert.NotEmpty(pieces);
        Assert.Equal(pieces, await RolledAsync());
    }

    [Fact]
    public async Task Hours_and_days_tell_the_uptime_that_statistics_tell_of_the_log()
    {
        var random = new Random(5);
        AttemptOutcome[] failures = [AttemptOutcome.Timeout, AttemptOutcome.Refused, AttemptOutcome.Unknown, AttemptOutcome.Blocked, AttemptOutcome.HttpError];
        for (var batch = 1; batch <= 6; batch++)
        {
            await Store.AppendAsync(Some.Batch(batch, [.. Enumerable.Range(0, 40).Select(_ => random.Next(3) == 0
                ? Some.Announce(random.Next(3 * 86_400))
                : Some.Failure(random.Next(3 * 86_400), failures[random.Next(failures.Length)], "no"))]));
            if (batch % 2 == 0) await Store.RollAsync();
        }

        var said = Assert.Single((await Store.Statistics.AvailabilityAsync(StatsScope.All)).Trackers);
        var tracker = Assert.Single(await Store.Views.TrackersAsync(Some.At(3 * 86_400)));
        Assert.Equal(said.Uptime!.Value.Share, tracker.Month.Uptime!.Value);
        await using var db = Test.OpenDb();
        var hours = await db.TrackerHours.Where(row => row.TrackerId == tracker.Id).ToListAsync();
        Assert.Equal(tracker.Month.Known, hours.Sum(row => BitOperations.PopCount((uint)row.Known)));
        Assert.Equal(tracker.Month.Up, hours.Sum(row => BitOperations.PopCount((uint)row.Up)));
    }

    [Fact]
    public async Task A_canary_has_no_standing_even_if_it_is_found_out_late()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0)));
        await Store.RollAsync();
        Assert.Equal(1, (await Store.Views.TotalsAsync()).TorrentsCalled);

        await Test.ExecuteAsync("UPDATE torrent SET is_canary = TRUE");
        await Store.AppendAsync(Some.Batch(2, Some.Announce(60)) with { Estimates = [Some.Estimate(60) with { Tracker = null }] });
        await Store.RollAsync();

        Assert.Equal(0, (await Store.Views.TotalsAsync()).TorrentsCalled);
        await using var db = Test.OpenDb();
        Assert.Equal(2, (await db.LatestCalls.SingleAsync()).Calls);
    }

    /// <summary>Claims aside: which of those that come late is last is not kept where some are left out.</summary>
    private async Task<string[]> RolledAsync()
    {
        await using var db = Test.OpenDb();
        return
        [
            .. (await db.TrackerHours.ToListAsync()).Select(row => $"hour {row.Hour:O} {row.Known} {row.Up} {Sums(row)}").Order(StringComparer.Ordinal),
            .. (await db.TrackerDays.ToListAsync()).Select(row => $"day {row.Day:O} {row.Known} {row.Up} {Sums(row)}").Order(StringComparer.Ordinal),
            .. (await db.LatestCalls.ToListAsync())
                .Select(row => $"call {row.TorrentId} {row.TrackerId} {row.Family} {row.FirstAt:O} {row.At:O} {row.Outcome} {row.AnsweredAt:O} {row.Calls} {row.Answered}")
                .Order(StringComparer.Ordinal),
            .. (await db.TorrentStandings.ToListAsync())
                .Select(row => $"torrent {row.TorrentId} {row.FirstAt:O} {row.LastAt:O} {row.Calls} {row.Answered} {row.Trackers} {row.TrackersAnswering}")
                .Order(StringComparer.Ordinal),
            .. (await db.RollWatermarks.ToListAsync()).Select(row => $"mark {row.WriterId} {row.Sequence}").Order(StringComparer.Ordinal),
        ];

        static string Sums(TrackerTally row) =>
            $"{row.TrackerId} {row.Family} {row.Calls} {row.Ok} {row.OurOutage} {row.NotCalled} {row.PeersNamed} {row.LastAt:O} {Convert.ToHexString(row.Latency ?? [])}";
    }

    private async Task<List<(double, bool)>> BeatsAsync(int tracker) =>
        [.. (await Store.Views.BeatsAsync([tracker], Day))[tracker].Select(beat => ((beat.At - Some.At(0)).TotalSeconds, beat.IsUp))];

    public sealed class OnPostgres() : RollContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : RollContract(TestSqlite.CreateAsync);
}
