using System.Net.Sockets;
using Crawler.Protocol.Net;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Campaigns;
using Crawler.Storage.Tests.Stores;
using Crawler.Storage.Views;

namespace Crawler.Storage.Tests.Contracts;

public abstract class ViewContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private static readonly TimeWindow Window = new(Some.At(-86_400), Some.At(86_400), TimeSpan.FromHours(1));

    [Fact]
    public async Task Torrents_come_in_any_order_those_without_a_value_last_and_page_by_page()
    {
        await FillAsync();

        Assert.Equal([3, 2, 1, 4, 5], await ListAsync(new TorrentQuery()));
        Assert.Equal([1, 2, 3, 4, 5], await ListAsync(new TorrentQuery { Descending = false }));
        Assert.Equal([1, 4], await ListAsync(new TorrentQuery { Skip = 2, Take = 2 }));
        Assert.Equal([5], await ListAsync(new TorrentQuery { Skip = 4, Take = 2 }));
        Assert.Equal([3, 2, 1], await ListAsync(new TorrentQuery { OnlyCalled = true }));
        Assert.Equal([1, 2, 3, 4, 5], await ListAsync(new TorrentQuery { Order = TorrentOrder.Added, Descending = false }));
        Assert.Equal(5, (await Store.Views.TorrentsAsync(new TorrentQuery { Skip = 50 })).Total);
    }

    [Theory]
    [InlineData(TorrentOrder.Seeders, true, 0)]
    [InlineData(TorrentOrder.Seeders, false, 690)]
    [InlineData(TorrentOrder.LastCall, true, 2050)]
    public async Task A_tracker_of_very_many_torrents_lists_them_as_it_would_a_few(TorrentOrder order, bool descending, int skip)
    {
        const int many = 2_100;
        await Store.AppendAsync(Some.Batch(1, [.. Enumerable.Range(1, many).Select(i => Some.Announce(i) with { InfoHash = Some.Hash(i), Reply = new() { Complete = Claim(i), Peers = Some.Peers() } })]));
        await Store.AppendAsync(Some.Batch(2, Some.Announce(0) with { InfoHash = Some.Hash(many + 1), Tracker = Some.OtherTracker }));
        await Store.RollAsync();
        var tracker = (await Store.Views.TrackersAsync(Some.At(60))).Single(one => one.Torrents == 0 && one.Url == Some.Tracker.ToString()).Id;

        var page = await Store.Views.TorrentsAsync(new TorrentQuery { Tracker = tracker, Order = order, Descending = descending, Skip = skip, Take = 30 });

        var ids = Enumerable.Range(1, many).ToDictionary(i => Some.Hash(i), i => i);
        long? Key(int i) => order == TorrentOrder.Seeders ? Claim(i) : i;
        var all = Enumerable.Range(1, many).OrderBy(i => Key(i) is null);
        all = descending ? all.ThenByDescending(Key) : all.ThenBy(Key);
        Assert.Equal(many, page.Total);
        Assert.Equal(all.Select(Key).Skip(skip).Take(30), page.Items.Select(item => Key(ids[item.InfoHash])));
        Assert.Equal(30, page.Items.Select(item => item.InfoHash).Distinct().Count());

        static long? Claim(int i) => i % 3 == 0 ? i / 30 : null;
    }

    [Fact]
    public async Task A_search_is_no_pattern_and_finds_names_and_beginnings_of_infohashes()
    {
        await FillAsync();

        Assert.Equal([2], await ListAsync(new TorrentQuery { Search = "50% OFF" }));
        Assert.Empty(await ListAsync(new TorrentQuery { Search = "5_%" }));
        Assert.Equal([4], await ListAsync(new TorrentQuery { Search = Some.Hash(4).ToString()[..9].ToUpperInvariant() }));
        Assert.Equal((2, 1), await CountAsync(new TorrentQuery { Search = "swarm", Take = 1 }));
        Assert.Equal((2, 0), await CountAsync(new TorrentQuery { Search = "swarm", Skip = 9 }));
        Assert.Equal([3, 2, 1], await ListAsync(new TorrentQuery { Tracker = (await Store.Views.TrackersAsync(Some.At(60)))[0].Id }));
    }

    [Fact]
    public async Task A_key_in_a_trackers_path_or_host_is_shown_nowhere_and_makes_it_secret()
    {
        const string Key = "k3yk3yk3yk3yk3yk3y77";
        await Store.RegisterAsync([Some.Target(1, [TrackerUrl.Parse($"http://{Key}.tracker.example/announce"), TrackerUrl.Parse($"https://tracker.example/{Key}/announce"), Some.Tracker])]);

        var trackers = await Store.Views.TrackersAsync(Some.At(60));

        Assert.Equal(["***.tracker.example", "tracker.example", Some.Tracker.Host], trackers.OrderBy(tracker => tracker.Scheme).Select(tracker => tracker.Host));
        Assert.Equal([true, true, false], trackers.OrderBy(tracker => tracker.Scheme).Select(tracker => tracker.IsSecret));
        Assert.DoesNotContain(trackers, tracker => tracker.ToString().Contains(Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_size_is_shown_with_its_interval_and_of_the_family_with_more()
    {
        await FillAsync();

        var listing = (await Store.Views.TorrentsAsync(new TorrentQuery())).Items[0];

        Assert.Equal(new ListedSize(3000, 2700, 3000 * 1.1, 0, AddressFamily.InterNetwork, Some.At(60)), listing.Size);
        var torrent = (await Store.Views.TorrentAsync(Some.Hash(3)))!;
        Assert.Equal(listing, torrent.Listing);
        Assert.Equal("udp://tracker.example:6969/announce", Assert.Single(torrent.Trackers).Tracker);
        Assert.Equal([(null, 3000.0), (null, 30.0)], (await Store.Views.SizesAsync(Some.Hash(3), Window)).Select(point => (point.TrackerId, point.Size!.Value)));
        Assert.Equal([1000.0, 2000, 3000], await Store.Views.SizeDistributionAsync());
    }

    [Fact]
    public async Task Trackers_contribute_and_have_peers_in_common()
    {
        await Store.AppendAsync(Some.Batch(
            1,
            Some.Announce(0, Some.V4(1), Some.V4(2), Some.V6(3)),
            Some.Announce(86_400, Some.V4(2), Some.V4(4)) with { Tracker = Some.OtherTracker }));
        await Store.MergeAsync();
        await Store.RollAsync();

        var overlap = await Store.Views.OverlapAsync(Some.Hash(1));

        Assert.Equal(4, overlap.Distinct);
        Assert.Equal([(3L, 2L), (2L, 1L)], overlap.Trackers.Select(tracker => (tracker.Peers, tracker.Alone)));
        Assert.Equal([[3, 1], [1, 2]], overlap.Common);
        Assert.Equal(
            [new NewPeers(new DateOnly(2026, 1, 1), 3), new NewPeers(new DateOnly(2026, 1, 2), 1)],
            await Store.Views.NewPeersAsync(Some.Hash(1), Window with { To = Some.At(200_000) }));
        var call = Assert.Single(await Store.Views.LastCallsAsync(overlap.Trackers[0].TrackerId, 5));
        Assert.Equal((Some.Hash(1), 3, TimeSpan.FromMilliseconds(20)), (call.InfoHash, call.Peers, call.RoundTrip));
    }

    [Fact]
    public async Task Claims_are_the_last_of_each_step()
    {
        await Store.AppendAsync(Some.Batch(1, [.. new[] { 0, 10, 4000 }.Select(second => Some.Announce(second) with { Reply = new() { Complete = second, Peers = Some.Peers() } })]));

        Assert.Equal([10L, 4000], (await Store.Views.ClaimsAsync(Some.Hash(1), Window)).Select(claim => claim.Complete!.Value));
    }

    [Fact]
    public async Task Sessions_without_an_answer_for_long_are_stale()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0)) with { Entries = [new(Some.Announce(0), Some.Schedule(1800)), new(Some.Announce(0) with { InfoHash = Some.Hash(2) }, Some.Schedule(900_000))] });
        await Store.RollAsync();

        Assert.Equal(new Staleness { Sessions = 2, NeverCalled = 0, Overdue = 0, Stale = 0, Gone = 0 }, await Store.Views.StalenessAsync(Some.At(60)));
        Assert.Equal(new Staleness { Sessions = 2, NeverCalled = 0, Overdue = 1, Stale = 2, Gone = 0 }, await Store.Views.StalenessAsync(Some.At(100_000)));
    }

    [Fact]
    public async Task An_empty_store_has_nothing_to_show_and_a_stranger_is_nobody()
    {
        Assert.Equal(0, (await Store.Views.TotalsAsync()).Calls);
        Assert.Empty(await Store.Views.TrackersAsync(Some.At(0)));
        Assert.Null(await Store.Views.TorrentAsync(Some.Hash(9)));
        Assert.Equal((0, 0), await CountAsync(new TorrentQuery()));
        Assert.Empty((await Store.Views.OverlapAsync(Some.Hash(9))).Trackers);
        Assert.Empty(await Store.Views.CallCourseAsync(Window));
        Assert.Equal(0, (await Store.Views.StalenessAsync(Some.At(0))).Sessions);
    }

    [Fact]
    public async Task Events_of_all_campaigns_come_latest_first()
    {
        var campaign = await Store.Campaigns.OpenAsync(Some.Campaign);
        await Store.Campaigns.NoteAsync(campaign, new CampaignEvent(Some.At(0), "started"));
        await Store.Campaigns.NoteAsync(campaign, new CampaignEvent(Some.At(1), "ended", "done"));

        Assert.Equal(["ended", "started"], (await Store.Views.EventsAsync(10)).Select(noted => noted.Event.Kind));
    }

    /// <summary>Five torrents, three of them called and measured over both families.</summary>
    private async Task FillAsync()
    {
        string?[] names = ["swarm one", "Now 50% off", null, "swarm four", null];
        await Store.RegisterAsync([.. names.Select((name, i) => Some.Target(i + 1, [Some.Tracker]) with { Name = name })]);
        await Store.AppendAsync(Some.Batch(1, [.. Enumerable.Range(1, 3).Select(i => Some.Announce(i) with { InfoHash = Some.Hash(i) })]) with
        {
            Estimates =
            [
                .. Enumerable.Range(1, 3).SelectMany(i => new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 }.Select(family =>
                    Some.Estimate(60, family == AddressFamily.InterNetwork ? 1000 * i : 10 * i) with { InfoHash = Some.Hash(i), Tracker = null, Family = family, Kind = EstimateKind.Snapshot })),
            ],
        });
        await Store.RollAsync();
    }

    private async Task<List<int>> ListAsync(TorrentQuery query) =>
        [.. (await Store.Views.TorrentsAsync(query)).Items.Select(item => Enumerable.Range(1, 9).Single(number => Some.Hash(number) == item.InfoHash))];

    private async Task<(long Total, int Items)> CountAsync(TorrentQuery query)
    {
        var page = await Store.Views.TorrentsAsync(query);
        return (page.Total, page.Items.Count);
    }

    public sealed class OnPostgres() : ViewContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : ViewContract(TestSqlite.CreateAsync);
}
