using System.Text.Json;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Retention;
using Crawler.Storage.Tests.Stores;
using Crawler.Storage.Views;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Tests.Contracts;

/// <param name="create">A store.</param>
/// <param name="room">Bytes the simulated year may add to an empty store: less than half of what its log would take.</param>
public abstract class TierContract(Func<Task<TestStore>> create, long room) : StoreContract(create)
{
    private const double Day = 86_400;

    private static readonly DateOnly First = new(2026, 1, 1);

    private readonly Func<Task<TestStore>> _create = create;

    [Fact]
    public async Task Over_a_year_the_store_stays_under_its_cap_and_hours_and_days_are_those_of_a_twin_that_dropped_nothing()
    {
        await using var twin = await _create();
        await using var whole = twin.Open();
        var cap = await Store.Retention.UsedBytesAsync() + room;
        var policy = new RetentionPolicy(null, null, null, cap);
        var (random, dropped, highest) = (new Random(7), 0, 0L);
        for (var day = 0; day < 365; day++)
        {
            var batch = Some.Batch(day + 1, [.. Enumerable.Range(0, 12).Select(_ => Call(random, day))]);
            await Store.AppendAsync(batch);
            await whole.AppendAsync(batch);
            if (day % 3 != 2 && day != 364) continue;
            highest = Math.Max(highest, await Store.Retention.UsedBytesAsync());
            var outcome = await Store.KeepAsync(policy, Some.At((day + 0.4) * Day));
            Assert.True(outcome.Holds, $"{outcome.UsedBytes} bytes on day {day}, cap {cap}");
            dropped += outcome.Done.Sum(step => step.Days);
        }

        await whole.RollAsync();
        await whole.MergeAsync();
        Assert.InRange(highest, cap / 2, cap);
        Assert.InRange(dropped, 50, 364);
        var uncapped = await whole.Retention.UsedBytesAsync();
        Assert.True(uncapped > cap, $"{uncapped} bytes in all, cap {cap}");
        Assert.Equal(await FiguresAsync(twin, whole), await FiguresAsync(Test, Store));
        Assert.Equal(365, (await Store.Retention.InventoryAsync()).Days.Count);
    }

    [Fact]
    public async Task Each_tier_is_counted_by_its_days()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0, Some.V4(1)), Some.Announce(Day, Some.V4(1))));
        await Store.AppendAsync(Some.Batch(2, Some.Announce(2 * Day, Some.V4(2))));
        await Store.AppendAsync(Some.Estimates(3, Some.Estimate(0), Some.Estimate(60), Some.Estimate(Day)));
        await Store.MergeAsync(maxBatches: 1);
        await Store.RollAsync();

        var stock = await Store.Retention.InventoryAsync();

        Assert.Equal([(First, true), (First.AddDays(1), true), (First.AddDays(2), false)], stock.Raw.Take(3).Select(day => (day.Day, day.IsSettled)));
        Assert.Equal([First, First.AddDays(1), First.AddDays(2)], stock.Hours.Select(day => day.Day));
        Assert.Equal(stock.Hours.Select(day => day.Day), stock.Days.Select(day => day.Day));
        Assert.Equal((First, 1L), (Assert.Single(stock.Estimates).Day, stock.Estimates[0].Rows));
        Assert.All(Enum.GetValues<Tier>().SelectMany(stock.Of), day => Assert.True(day.Bytes > 0));
        Assert.InRange(stock.UsedBytes, 1, stock.FileBytes);
        Assert.InRange(stock.RestBytes, 1, stock.UsedBytes);
    }

    [Fact]
    public async Task Estimates_are_thinned_to_the_last_of_a_day_in_each_series()
    {
        var union = Some.Estimate(30) with { Tracker = null };
        await Store.AppendAsync(Some.Estimates(1, Some.Estimate(0, 1), Some.Estimate(60, 2), union, union with { To = Some.At(50) }, Some.Estimate(Day, 3)));
        await Store.AppendAsync(Some.Estimates(2, Some.Estimate(60, 4), Some.Estimate(Day + 5, 5)));

        Assert.Equal(3, await Store.Retention.DropTierAsync(Tier.Estimates, First, First));
        await Store.Retention.GiveBackAsync(Tier.Estimates);

        Assert.Equal([1000.0, 3, 4, 5], (await EstimateRowsAsync()).Select(row => row.Size!.Value));
        Assert.Equal(0, await Store.Retention.DropTierAsync(Tier.Estimates, First, First));
    }

    [Fact]
    public async Task Hours_go_and_days_stand()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0), Some.Announce(Day), Some.Announce(40 * Day)));
        var policy = new RetentionPolicy(TimeSpan.FromDays(10), TimeSpan.FromDays(20), null, null);

        var outcome = await Store.KeepAsync(policy, Some.At(40 * Day));
        await Store.Retention.GiveBackAsync(Tier.Hours);

        Assert.Equal([Tier.Raw, Tier.Hours], outcome.Done.Select(step => step.Tier));
        var stock = await Store.Retention.InventoryAsync();
        Assert.Equal([First.AddDays(40)], stock.Hours.Select(day => day.Day));
        Assert.Equal([First, First.AddDays(1), First.AddDays(40)], stock.Days.Select(day => day.Day));
        Assert.Empty((await Store.KeepAsync(policy, Some.At(40 * Day))).Done);
    }

    [Fact]
    public async Task A_cap_that_sightings_alone_exceed_is_told_and_costs_nothing_that_may_not_be_dropped()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0, Some.V4(1)), Some.Announce(3 * Day, Some.V4(2))));

        var outcome = await Store.KeepAsync(new RetentionPolicy(null, null, null, 1000), Some.At(3 * Day));

        Assert.False(outcome.Holds);
        Assert.True(outcome.Last.Over > 0);
        Assert.Equal(2, (await SightingsAsync()).Count);
        Assert.Equal(Some.At(3 * Day), Assert.Single(await LogAsync()).At);
    }

    private static Attempt Call(Random random, int day)
    {
        var at = (day - 0.5 + random.NextDouble()) * Day;
        return random.Next(6) == 0
            ? Some.Failure(at, random.Next(2) == 0 ? AttemptOutcome.Timeout : AttemptOutcome.Unknown, "no answer")
            : Some.Announce(at, [.. Enumerable.Range(0, 200).Select(_ => Some.V4(random.Next(1, 250)))]);
    }

    /// <summary>All that is told of hours and days, by row and by what pages ask.</summary>
    private static async Task<string[]> FiguresAsync(TestStore test, ICrawlStore store)
    {
        await using var db = test.OpenDb();
        var year = new TimeWindow(Some.At(-Day), Some.At(366 * Day), TimeSpan.FromDays(1));
        var trackers = await store.Views.TrackersAsync(Some.At(364 * Day));
        var figures = new List<string>();
        figures.AddRange((await db.TrackerHours.ToListAsync()).OrderBy(row => (row.TrackerId, row.Family, row.Hour)).Select(row => JsonSerializer.Serialize(row)));
        figures.AddRange((await db.TrackerDays.ToListAsync()).OrderBy(row => (row.TrackerId, row.Family, row.Day)).Select(row => JsonSerializer.Serialize(row)));
        foreach (var tracker in trackers)
        {
            figures.Add($"{tracker.Url} {JsonSerializer.Serialize(tracker.Day)} {JsonSerializer.Serialize(tracker.Month)}");
            foreach (var step in new[] { TimeSpan.FromHours(1), TimeSpan.FromDays(1) })
                figures.AddRange((await store.Views.TrackerCourseAsync(tracker.Id, year with { Step = step })).Select(point => JsonSerializer.Serialize(point)));
            figures.AddRange((await store.Views.BeatsAsync([tracker.Id], year))[tracker.Id].Select(beat => beat.ToString()!));
        }

        return [.. figures];
    }

    public sealed class OnPostgres() : TierContract(TestPostgres.CreateAsync, 22_000_000);

    public sealed class OnSqlite() : TierContract(TestSqlite.CreateAsync, 5_000_000);
}
