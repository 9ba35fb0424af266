using System.Net.Sockets;
using Crawler.Storage.Log;
using Crawler.Storage.Tests.Stores;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Tests.Contracts;

public abstract class FamilyScheduleContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private static readonly TrackerSchedule Unspecified = Some.Schedule(100);
    private static readonly TrackerSchedule V4 = Some.Schedule(400) with { Family = AddressFamily.InterNetwork, TrackerId = new([4]), Failures = 0 };
    private static readonly TrackerSchedule V6 = Some.Schedule(600) with { Family = AddressFamily.InterNetworkV6, TrackerId = new([6]), Failures = 7 };

    [Fact]
    public async Task Each_family_has_its_schedule_and_neither_overwrites_the_other()
    {
        await AppendAsync(1, 0, V6, V4);
        Assert.Equal([V4, V6], await LoadAsync());

        var later = V6 with { Failures = 8, DueAt = Some.At(900) };
        await AppendAsync(2, 1, later);
        Assert.Equal([V4, later], await LoadAsync());
    }

    [Fact]
    public async Task A_family_takes_the_place_of_the_unspecified()
    {
        await AppendAsync(1, 0, Unspecified);
        Assert.Equal([Unspecified], await LoadAsync());

        await AppendAsync(2, 1, V4);
        Assert.Equal([V4], await LoadAsync());
        Assert.Equal(1, await RowsAsync());
    }

    [Fact]
    public async Task A_family_takes_the_place_of_the_unspecified_within_a_batch()
    {
        await AppendAsync(1, 0, V4, Unspecified, V6);

        Assert.Equal([V4, V6], await LoadAsync());
        Assert.Equal(2, await RowsAsync());
    }

    [Fact]
    public async Task An_unspecified_schedule_that_comes_late_is_dropped()
    {
        await AppendAsync(1, 1, V6);
        await AppendAsync(2, 2, Unspecified);

        Assert.Equal([V6], await LoadAsync());
        Assert.Equal(1, await RowsAsync());
    }

    [Fact]
    public async Task The_unspecified_schedule_of_another_pair_stays()
    {
        await AppendAsync(1, 0, Unspecified);
        await Store.AppendAsync(Some.Batch(2) with
        {
            Entries =
            [
                new LogEntry(Some.Announce(1) with { Tracker = Some.OtherTracker }, V4),
                new LogEntry(Some.Announce(1) with { InfoHash = Some.Hash(2) }, V4),
            ],
        });

        Assert.Equal([Unspecified], await LoadAsync());
        Assert.Equal(3, await RowsAsync());
    }

    [Fact]
    public async Task A_batch_that_fails_half_way_leaves_the_unspecified_schedule()
    {
        await AppendAsync(1, 0, Unspecified);
        await Test.BreakAsync("INSERT", "schedule");
        await Assert.ThrowsAsync<StoreException>(() => AppendAsync(2, 1, V4));

        Assert.Equal([Unspecified], await LoadAsync());
    }

    [Fact]
    public async Task Many_pairs_are_written_at_once()
    {
        var attempts = Enumerable.Range(0, 300).Select(i => Some.Announce(0) with { InfoHash = Some.Hash(i) }).ToList();
        await Store.AppendAsync(Some.Batch(1) with { Entries = [.. attempts.Select(attempt => new LogEntry(attempt, Unspecified))] });
        await Store.AppendAsync(Some.Batch(2) with { Entries = [.. attempts.SelectMany(attempt => new[] { new LogEntry(attempt, V6), new LogEntry(attempt, V4) })] });

        Assert.Equal(600, await RowsAsync());
    }

    private Task<bool> AppendAsync(long sequence, double seconds, params TrackerSchedule[] schedules) =>
        Store.AppendAsync(Some.Batch(sequence) with { Entries = [.. schedules.Select(schedule => new LogEntry(Some.Announce(seconds), schedule))] });

    private async Task<IReadOnlyList<TrackerSchedule>> LoadAsync()
    {
        await Store.RegisterAsync([Some.Target(1, [Some.Tracker])]);
        return [.. Assert.Single((await Store.LoadSchedulesAsync([Some.Hash(1)]))[Some.Hash(1)]).Schedules.Select(schedule => schedule with { AsOf = null })];
    }

    private async Task<int> RowsAsync()
    {
        await using var db = Test.OpenDb();
        return await db.Schedules.CountAsync();
    }

    public sealed class OnPostgres() : FamilyScheduleContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : FamilyScheduleContract(TestSqlite.CreateAsync);
}
