using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Contracts;

/// <summary>Three days of log, the first at noon of 2026-01-01 UTC.</summary>
public abstract class RetentionContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private const double Day = 86_400;

    private static readonly DateOnly First = new(2026, 1, 1);

    [Fact]
    public async Task Old_days_go_whole_and_the_aggregate_and_the_estimates_stay()
    {
        await FillAsync();
        await Store.AppendAsync(Some.Estimates(4, Some.Estimate(0)));
        await Store.MergeAsync();
        var (_, aggregate) = await ContentAsync();

        // The second day has not ended by then.
        var result = await Store.Retention.PruneAsync(Some.At(1.2 * Day));
        Assert.Equal([First], result.Dropped);
        Assert.Empty(result.Unmerged);
        Assert.Equal(3, (await LogAsync()).Count);

        Assert.Equal([First.AddDays(1)], (await Store.Retention.PruneAsync(Some.At(1.5 * Day))).Dropped);
        Assert.Equal(Some.At(2 * Day), Assert.Single(await LogAsync()).At);
        Assert.Equal(aggregate, (await ContentAsync()).Aggregate);
        Assert.Single(await EstimateRowsAsync());
        Assert.Empty((await Store.Retention.PruneAsync(Some.At(1.5 * Day))).Dropped);
    }

    [Fact]
    public async Task A_day_that_is_not_merged_stays_whole()
    {
        await FillAsync();
        await Store.MergeAsync(maxBatches: 1);

        var result = await Store.Retention.PruneAsync(Some.At(9 * Day));

        Assert.Equal([First], result.Dropped);
        Assert.Equal([First.AddDays(1), First.AddDays(2)], result.Unmerged);
        Assert.Equal(3, (await LogAsync()).Count);
        Assert.Equal(3, (await Store.MergeAsync()).Sightings);
    }

    [Fact]
    public async Task What_comes_late_for_a_day_that_was_dropped_is_kept_and_merged()
    {
        await FillAsync();
        await Store.MergeAsync();
        await using var other = Test.Open();
        await other.Retention.PruneAsync(Some.At(9 * Day));

        Assert.True(await Store.AppendAsync(Some.Batch(9, Some.Announce(60, Some.V4(9)), Some.Announce(Day, Some.V4(9)))));

        Assert.Equal(First, Assert.Single((await other.Retention.PruneAsync(Some.At(0.6 * Day))).Unmerged));
        Assert.Equal(1, (await Store.MergeAsync()).Sightings);
        Assert.Equal([First, First.AddDays(1)], (await other.Retention.PruneAsync(Some.At(9 * Day))).Dropped);
        Assert.Empty(await LogAsync());
    }

    [Fact]
    public async Task A_writer_whose_watermark_is_missing_loses_nothing_that_is_not_merged()
    {
        await FillAsync();
        await Test.ExecuteAsync("DELETE FROM roll_watermark");

        Assert.Equal([First, First.AddDays(1), First.AddDays(2)], (await Store.Retention.PruneAsync(Some.At(9 * Day))).Unmerged);
        Assert.Equal(4, (await LogAsync()).Count);
        Assert.Equal(4, (await Store.Views.TotalsAsync()).Calls);
        await Store.MergeAsync();
        Assert.Equal(3, (await Store.Retention.PruneAsync(Some.At(9 * Day))).Dropped.Count);
    }

    [Fact]
    public async Task Nodes_that_meet_a_new_day_at_once_share_it()
    {
        await using var other = Test.Open();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
            (i % 2 == 0 ? Store : other).AppendAsync(Some.Batch($"writer {i}", 1, Some.Announce(i / 4 * Day, Some.V4(i)))))));

        Assert.Equal(8, (await LogAsync()).Count);
        Assert.Equal(8, (await Store.MergeAsync()).Sightings);
    }

    /// <summary>One batch in each of the first two days and the third; the second is over midnight, four rows in all.</summary>
    private async Task FillAsync()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0, Some.V4(1))));
        await Store.AppendAsync(Some.Batch(2, Some.Announce(0.99 * Day, Some.V4(2)), Some.Announce(Day, Some.V4(3))));
        await Store.AppendAsync(Some.Batch(3, Some.Announce(2 * Day, Some.V4(4))));
    }

    public sealed class OnPostgres() : RetentionContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : RetentionContract(TestSqlite.CreateAsync);
}
