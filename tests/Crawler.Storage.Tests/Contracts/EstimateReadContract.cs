using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Estimates;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Contracts;

public abstract class EstimateReadContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private const string Shown = "udp://tracker.example:6969/announce";

    [Fact]
    public async Task Of_every_tracker_family_and_kind_the_latest_is_read_and_of_the_union_too()
    {
        await Store.AppendAsync(Some.Estimates(
            1,
            Some.Estimate(60, 1),
            Some.Estimate(180, 2),
            Some.Estimate(120, 3),
            Some.Estimate(90, 4) with { Kind = EstimateKind.Cumulative },
            Some.Estimate(80, 5) with { Kind = EstimateKind.OpenPopulation },
            Some.Estimate(70, 6) with { Family = AddressFamily.InterNetworkV6 },
            Some.Estimate(60, 7) with { Tracker = Some.OtherTracker },
            Some.Estimate(60, 8) with { Tracker = null },
            Some.Estimate(61, 9) with { Tracker = null },
            Some.Estimate(61, 10) with { Tracker = null, Kind = EstimateKind.Cumulative },
            Some.Estimate(61, 11) with { Tracker = null, Family = AddressFamily.InterNetworkV6 }));

        var latest = Assert.Single(await LatestAsync());
        Assert.Equal(
            [
                ("http://other.example/announce", 4, EstimateKind.Snapshot, 7.0),
                (Shown, 4, EstimateKind.Snapshot, 2.0),
                (Shown, 4, EstimateKind.Cumulative, 4.0),
                (Shown, 4, EstimateKind.OpenPopulation, 5.0),
                (Shown, 6, EstimateKind.Snapshot, 6.0),
                (null, 4, EstimateKind.Snapshot, 9.0),
                (null, 4, EstimateKind.Cumulative, 10.0),
                (null, 6, EstimateKind.Snapshot, 11.0),
            ],
            Facts(latest.Estimates).OrderBy(fact => fact.Tracker ?? "~", StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_two_that_end_at_the_same_instant_the_later_in_the_log_is_the_latest()
    {
        await Store.AppendAsync(Some.Estimates(1, Some.Estimate(60, 1), Some.Estimate(60, 2)));
        await Store.AppendAsync(Some.Estimates(2, Some.Estimate(60, 3)));

        Assert.Equal(3, Assert.Single(Assert.Single(await LatestAsync()).Estimates).Size.Size);
    }

    [Fact]
    public async Task Each_torrent_has_its_own_and_one_without_has_none()
    {
        await Store.RegisterAsync([Some.Target(1) with { Name = "one" }, Some.Target(2), Some.Target(3)]);
        await Store.AppendAsync(Some.Estimates(1, Some.Estimate(60, 1), Some.Estimate(60, 3) with { InfoHash = Some.Hash(3) }));

        var all = (await LatestAsync()).OrderBy(torrent => torrent.InfoHash).ToList();
        Assert.Equal([Some.Hash(1), Some.Hash(2), Some.Hash(3)], all.Select(torrent => torrent.InfoHash).Order());
        Assert.Equal([1, 0, 1], new[] { 1, 2, 3 }.Select(i => all.Single(torrent => torrent.InfoHash == Some.Hash(i)).Estimates.Count));
        Assert.Equal("one", all.Single(torrent => torrent.InfoHash == Some.Hash(1)).Name);
        Assert.Equal(3, Assert.Single(await LatestAsync(Some.Hash(3), Some.Hash(9))).Estimates[0].Size.Size);
    }

    [Fact]
    public async Task A_secret_is_not_shown()
    {
        await Store.AppendAsync(Some.Estimates(1, Some.Estimate(60) with { Tracker = Some.SecretTracker }));

        var latest = Assert.Single(Assert.Single(await LatestAsync()).Estimates);
        Assert.Equal(Some.SecretTracker.ToString(), latest.Tracker);
        Assert.DoesNotContain(Some.Passkey, latest.Tracker);
    }

    [Fact]
    public async Task The_series_of_a_torrent_is_read_in_the_order_of_time_over_all_pages()
    {
        // Many at the same instant, so that a page ends among them.
        var estimates = Enumerable.Range(0, 2500).Select(i => Some.Estimate(60 * (i % 2), i)).ToArray();
        await Store.AppendAsync(Some.Estimates(1, estimates));
        await Store.AppendAsync(Some.Estimates(2, Some.Estimate(30, 9000) with { Tracker = null }, Some.Estimate(30) with { InfoHash = Some.Hash(2) }));

        var series = await SeriesAsync(Some.Hash(1));

        Assert.Equal(
            estimates.Select(estimate => estimate.Size.Size!.Value).Append(9000)
                .OrderBy(size => size == 9000 ? 0.5 : size % 2).ThenBy(size => size),
            series.Select(estimate => estimate.Size.Size!.Value));
        Assert.Equal(series.Select(estimate => estimate.To).Order(), series.Select(estimate => estimate.To));
        Assert.Null(series.Single(estimate => estimate.Size.Size == 9000).Tracker);
        Assert.Empty(await SeriesAsync(Some.Hash(3)));
    }

    [Fact]
    public async Task A_report_has_the_latest_beside_what_was_seen()
    {
        await Store.RegisterAsync([Some.Target(1, [Some.Tracker])]);
        await Store.AppendAsync(Some.Estimates(
            1, Some.Estimate(60, 1), Some.Estimate(120, 2), Some.Estimate(120, 3) with { Tracker = null, Kind = EstimateKind.Cumulative }));

        var torrent = Assert.Single(await TorrentsAsync());
        Assert.Equal([((string?)null, 4, EstimateKind.Cumulative, 3.0)], Facts(torrent.Estimates));
        var tracker = Assert.Single(torrent.Trackers);
        Assert.Equal(AddressFamily.InterNetwork, tracker.Family);
        Assert.Equal([((string?)Shown, 4, EstimateKind.Snapshot, 2.0)], Facts(tracker.Estimates));
        Assert.Equal((1, Some.At(60), Some.At(120)), (tracker.Estimates[0].CampaignId, tracker.Estimates[0].From, tracker.Estimates[0].To));
    }

    private static IEnumerable<(string? Tracker, int Family, EstimateKind Kind, double Size)> Facts(IEnumerable<StoredEstimate> estimates) =>
        estimates.Select(estimate => (estimate.Tracker, estimate.Family == AddressFamily.InterNetworkV6 ? 6 : 4, estimate.Kind, estimate.Size.Size!.Value));

    private async Task<List<TorrentEstimates>> LatestAsync(params InfoHash[] only)
    {
        var latest = new List<TorrentEstimates>();
        await foreach (var torrent in Store.LatestEstimatesAsync(only.Length > 0 ? only : null)) latest.Add(torrent);
        return latest;
    }

    private async Task<List<StoredEstimate>> SeriesAsync(InfoHash hash)
    {
        var series = new List<StoredEstimate>();
        await foreach (var estimate in Store.EstimatesAsync(hash)) series.Add(estimate);
        return series;
    }

    public sealed class OnPostgres() : EstimateReadContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : EstimateReadContract(TestSqlite.CreateAsync);
}
