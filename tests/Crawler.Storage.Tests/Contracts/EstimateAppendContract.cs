using System.Net.Sockets;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Estimates;
using Crawler.Storage.Log;
using Crawler.Storage.Merge;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Contracts;

public abstract class EstimateAppendContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    [Fact]
    public async Task A_batch_of_estimates_sent_again_counts_once()
    {
        var batch = Some.Estimates(1, Some.Estimate(60), Some.Estimate(120)) with { Entries = [new LogEntry(Some.Announce(0, Some.V4(1)))] };

        Assert.True(await Store.AppendAsync(batch));
        Assert.False(await Store.AppendAsync(batch));

        Assert.Equal([0, 1], (await EstimateRowsAsync()).Select(row => row.Ordinal));
        Assert.Single(await LogAsync());
    }

    [Fact]
    public async Task Estimates_need_no_attempts_beside_them_and_hold_up_no_merge()
    {
        await Store.AppendAsync(Some.Estimates(1, Some.Estimate(60)));
        await Store.AppendAsync(Some.Batch(2, Some.Announce(0, Some.V4(1))));

        Assert.Equal(MergeLag.None, (await Store.MergeAsync()).Lag);
        Assert.Single(await EstimateRowsAsync());
        Assert.Single(await SightingsAsync());
    }

    [Fact]
    public async Task A_batch_whose_estimates_fail_leaves_no_attempts_either()
    {
        var batch = Some.Estimates(1, Some.Estimate(60)) with { Entries = [new LogEntry(Some.Announce(0, Some.V4(1)))] };
        await Test.BreakAsync("INSERT", "swarm_estimate");
        await Assert.ThrowsAsync<StoreException>(() => Store.AppendAsync(batch));
        Assert.Empty(await LogAsync());

        await Test.MendAsync("swarm_estimate");
        Assert.True(await Store.AppendAsync(batch));
        Assert.Equal((1, 1), ((await LogAsync()).Count, (await EstimateRowsAsync()).Count));
    }

    [Fact]
    public async Task Everything_an_estimate_holds_comes_back()
    {
        var entry = new EstimateEntry
        {
            InfoHash = Some.Hash(1),
            Tracker = Some.SecretTracker,
            Family = AddressFamily.InterNetworkV6,
            Kind = EstimateKind.OpenPopulation,
            From = Some.At(0.000001),
            To = Some.At(60.000002),
            Complete = 0,
            Incomplete = long.MaxValue,
            Size = new SizeEstimate
            {
                Method = SizeMethod.JollySeber,
                Flags = SizeFlags.Unbounded | SizeFlags.FewOccasions,
                Size = 1234.5678,
                Low = 1000.25,
                High = 1500.75,
                StandardError = 0.1,
                Occasions = 7,
                Announces = 9,
                Sightings = long.MaxValue,
                Distinct = 900,
                SeenOnce = 0,
                SeenTwice = 200,
                Vmr = 1.01,
                Rho = 0.99,
                Coverage = 1.0 / 3,
                FakeShare = 0,
                SampledShare = 0.125,
                Survival = 0.8,
                Arrivals = 12.5,
            },
        };

        await Store.AppendAsync(Some.Estimates(3, entry));

        var row = Assert.Single(await EstimateRowsAsync());
        Assert.Equal(entry.Size, EstimateRows.ToSize(row));
        Assert.Equal((3L, 0, 1), (row.Sequence, row.Ordinal, row.CampaignId));
        Assert.Equal((entry.Family, entry.Kind, entry.From, entry.To), (row.Family, row.Kind, row.FromAt, row.ToAt));
        Assert.Equal((0, long.MaxValue), (row.Complete!.Value, row.Incomplete!.Value));
        Assert.NotNull(row.TrackerId);
    }

    [Fact]
    public async Task What_is_absent_of_an_estimate_is_null()
    {
        await Store.AppendAsync(Some.Estimates(
            1, Some.Estimate(60) with { Tracker = null, Size = new SizeEstimate { Method = SizeMethod.AtLeast, Low = 200, Distinct = 200 } }));

        var row = Assert.Single(await EstimateRowsAsync());
        Assert.All(
            new object?[]
            {
                row.TrackerId, row.Size, row.High, row.StandardError, row.Vmr, row.Rho, row.Coverage, row.FakeShare, row.Survival,
                row.Arrivals, row.Complete, row.Incomplete,
            },
            Assert.Null);
        Assert.Equal((200.0, 200L, 0L, 1.0), (row.Low, row.DistinctPeers, row.SeenOnce, row.SampledShare));
    }

    [Fact]
    public async Task What_is_no_number_is_absent_and_does_not_stop_the_log()
    {
        await Store.AppendAsync(Some.Estimates(1, Some.Estimate(60) with
        {
            Size = new SizeEstimate
            {
                Method = SizeMethod.Darroch,
                Size = double.PositiveInfinity,
                Low = double.NaN,
                High = double.PositiveInfinity,
                StandardError = double.NaN,
                Distinct = 7,
            },
        }));

        var row = Assert.Single(await EstimateRowsAsync());
        Assert.Equal((null, 7.0, null, null), (row.Size, row.Low, row.High, row.StandardError));
    }

    public sealed class OnPostgres() : EstimateAppendContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : EstimateAppendContract(TestSqlite.CreateAsync);
}
