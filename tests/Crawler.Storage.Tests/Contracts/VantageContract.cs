using Crawler.Protocol.Attempts;
using Crawler.Statistics.Availability;
using Crawler.Storage.Reports.Stats;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Contracts;

public abstract class VantageContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private const double Hour = 3600;

    [Fact]
    public async Task Vantages_are_told_apart_and_who_cannot_tell_has_no_vote()
    {
        await Store.RegisterAsync([Some.Target(1, [Some.Tracker])]);
        await AppendAsync("amsterdam", Some.Announce(0), Some.Announce(Hour));
        await AppendAsync("berlin", Some.Announce(0), Some.Failure(Hour, AttemptOutcome.Timeout, "no"));
        await AppendAsync("cairo", Some.Failure(Hour, AttemptOutcome.Unknown, "no"));
        await AppendAsync("delhi", Some.Failure(-10 * Hour, AttemptOutcome.Timeout, "no"));

        var report = await Store.Statistics.VantagesAsync(StatsScope.All);

        Assert.Equal(
            [("amsterdam", true, 2L, 2L, 0L), ("berlin", false, 2, 1, 0), ("cairo", null, 0, 0, 1), ("delhi", (bool?)null, 1, 0, 0)],
            report.Trackers.Select(one => (one.Vantage, one.IsUp, one.Calls, one.Answered, one.Unknown)));
        Assert.Equal([1.0, 0.5, null, 0.0], report.Trackers.Select(one => one.Uptime?.Share));
        Assert.Equal(new Quorum(Down: 1, Known: 2, Unknown: 2), Assert.Single(report.Quorums).Votes);
        Assert.Equal(report.Trackers, (await Store.Statistics.VantagesAsync(StatsScope.All, report.Trackers[0].TrackerId)).Trackers);
        Assert.Empty((await Store.Statistics.VantagesAsync(StatsScope.All, report.Trackers[0].TrackerId + 1)).Trackers);
    }

    [Fact]
    public async Task Sizes_agree_if_one_size_lies_in_all_their_intervals()
    {
        await Store.RegisterAsync([Some.Target(1, [Some.Tracker])]);
        await EstimateAsync("amsterdam", 10, 1000);
        await EstimateAsync("amsterdam", 20, 1010);
        await EstimateAsync("berlin", 20, 1020);
        Assert.Equal([(1010.0, true), (1020.0, (bool?)true)], (await Store.Statistics.VantagesAsync(StatsScope.All)).Sizes.Select(one => (one.Size, one.Agrees)));

        await EstimateAsync("cairo", 20, 50_000);
        Assert.All((await Store.Statistics.VantagesAsync(StatsScope.All)).Sizes, one => Assert.False(one.Agrees));
    }

    private async Task AppendAsync(string vantage, params Attempt[] attempts)
    {
        var campaign = await Store.Campaigns.OpenAsync(Some.Campaign with { Vantage = vantage });
        await Store.AppendAsync(Some.Batch(1, attempts) with { Writer = vantage, CampaignId = campaign });
    }

    private async Task EstimateAsync(string vantage, double seconds, double size)
    {
        var campaign = await Store.Campaigns.OpenAsync(Some.Campaign with { Vantage = vantage });
        await Store.AppendAsync(Some.Estimates((long)seconds, Some.Estimate(seconds, size) with { Tracker = null }) with { Writer = vantage, CampaignId = campaign });
    }

    public sealed class OnPostgres() : VantageContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : VantageContract(TestSqlite.CreateAsync);
}
