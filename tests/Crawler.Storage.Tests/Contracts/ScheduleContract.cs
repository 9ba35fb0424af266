using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Storage.Log;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Contracts;

public abstract class ScheduleContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private static readonly TrackerSchedule Full = new()
    {
        TrackerId = new TrackerId([0, 255, 1, 0]),
        Interval = TimeSpan.FromMicroseconds(1_799_999_999),
        NotBefore = Some.At(900.000001),
        DueAt = Some.At(1800.5),
        StartedAcknowledged = true,
        Failures = 3,
        State = ScheduleState.Gone,
    };

    [Fact]
    public async Task A_schedule_comes_back_as_it_was_down_to_the_tracker_id()
    {
        await AppendAsync(1, 0, Full);

        Assert.Equal(Full, await LoadOneAsync());
    }

    [Fact]
    public async Task A_schedule_without_tracker_id_and_interval_has_none()
    {
        var bare = Some.Schedule(60);
        await AppendAsync(1, 0, Full);
        await AppendAsync(2, 1, bare);

        Assert.Equal(bare, await LoadOneAsync());
    }

    [Fact]
    public async Task The_latest_attempt_decides_inside_a_batch_and_between_batches()
    {
        await Store.AppendAsync(Some.Batch(1) with
        {
            Entries = [Entry(5, Some.Schedule(500)), Entry(9, Some.Schedule(900)), Entry(7, Some.Schedule(700))],
        });
        Assert.Equal(Some.At(900), (await LoadOneAsync()).DueAt);
        Assert.Equal(Some.At(9), (await Store.LoadSchedulesAsync([Some.Hash(1)]))[Some.Hash(1)].Single().Schedules.Single().AsOf);

        // Another node's batch from before, drained late.
        await Store.AppendAsync(Some.Batch("late", 1) with { Entries = [Entry(8, Some.Schedule(800))] });
        Assert.Equal(Some.At(900), (await LoadOneAsync()).DueAt);
    }

    [Fact]
    public async Task An_attempt_without_schedule_leaves_the_persisted_one()
    {
        await AppendAsync(1, 0, Full);
        await Store.AppendAsync(Some.Batch(2, Some.Announce(1)));

        Assert.Equal(Full, await LoadOneAsync());
    }

    [Fact]
    public async Task The_ends_of_time_are_kept()
    {
        var never = Some.Schedule(0) with { NotBefore = DateTimeOffset.MinValue, DueAt = DateTimeOffset.MaxValue, Interval = TimeSpan.FromDays(10_000_000) };
        await AppendAsync(1, 0, never);

        Assert.Equal(never, await LoadOneAsync());
    }

    [Fact]
    public async Task A_tracker_registered_and_never_announced_has_no_schedule()
    {
        await Store.RegisterAsync([Some.Target(2, [Some.Tracker, Some.OtherTracker])]);

        var trackers = (await Store.LoadSchedulesAsync([Some.Hash(2)]))[Some.Hash(2)];
        Assert.Equal([new TierEntry(0, 0, Some.Tracker), new TierEntry(0, 1, Some.OtherTracker)], trackers.Select(tracker => tracker.Entry));
        Assert.All(trackers, tracker => Assert.Empty(tracker.Schedules));
    }

    [Fact]
    public async Task Many_torrents_are_loaded_at_once_and_unknown_ones_left_out()
    {
        var hashes = Enumerable.Range(0, 1200).Select(Some.Hash).ToList();
        await Store.RegisterAsync([.. hashes.Take(1100).Select(hash => Some.Target(0, [Some.Tracker]) with { InfoHash = hash })]);
        await Store.RegisterAsync([Some.Target(1100)]);

        var loaded = await Store.LoadSchedulesAsync(hashes);

        Assert.Equal(1101, loaded.Count);
        Assert.Equal(1100, loaded.Values.Sum(trackers => trackers.Count));
        Assert.Empty(loaded[hashes[1100]]);
    }

    private static LogEntry Entry(double seconds, TrackerSchedule schedule) => new(Some.Announce(seconds), schedule);

    private Task<bool> AppendAsync(long sequence, double seconds, TrackerSchedule schedule) =>
        Store.AppendAsync(Some.Batch(sequence) with { Entries = [Entry(seconds, schedule)] });

    private async Task<TrackerSchedule> LoadOneAsync()
    {
        await Store.RegisterAsync([Some.Target(1, [Some.Tracker])]);
        return Assert.Single(Assert.Single((await Store.LoadSchedulesAsync([Some.Hash(1)]))[Some.Hash(1)]).Schedules) with { AsOf = null };
    }

    public sealed class OnPostgres() : ScheduleContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : ScheduleContract(TestSqlite.CreateAsync);
}
