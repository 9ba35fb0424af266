using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using Crawler.Storage.Reports;
using Crawler.Storage.Reports.Stats;
using Crawler.Storage.Tests.Stores;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Tests.Contracts;

public abstract class CanaryContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private static readonly PeerEndpoint Ourselves = Some.PublicV4(99, port: 51413);

    private static readonly Target Canary = Some.Target(1, [Some.Tracker], [Some.OtherTracker]) with { IsCanary = true };

    /// <summary>A canary's announce, answered.</summary>
    private static readonly Attempt Asked = Some.Announce(1) with { Address = Some.PublicAddress, OwnEndpoint = Ourselves };

    [Fact]
    public async Task A_canary_is_in_no_report_of_torrents_and_is_not_counted_as_one()
    {
        await Store.RegisterAsync([Canary, Some.Target(2, [Some.Tracker])]);
        await Store.AppendAsync(Some.Batch(1, Answering(Some.PublicV4(1)), Asked with { InfoHash = Some.Hash(2) }));
        await Store.AppendAsync(Some.Estimates(2, Some.Estimate(60), Some.Estimate(60) with { InfoHash = Some.Hash(2) }));
        await Store.MergeAsync();

        Assert.Equal(Some.Hash(2), Assert.Single(await TorrentsAsync()).InfoHash);
        Assert.Equal(Some.Hash(2), Assert.Single(await TorrentsAsync(Some.Hash(1), Some.Hash(2))).InfoHash);
        await foreach (var torrent in Store.LatestEstimatesAsync()) Assert.Equal(Some.Hash(2), torrent.InfoHash);
        Assert.Equal(1, (await Store.StatusAsync()).Rows!.Torrents);
    }

    [Fact]
    public async Task Many_canaries_among_those_asked_for_do_not_end_the_report()
    {
        var canaries = Enumerable.Range(10, 450).Select(i => Some.Target(i) with { IsCanary = true }).ToArray();
        await Store.RegisterAsync(canaries);
        await Store.RegisterAsync([Some.Target(2)]);

        Assert.Single(await TorrentsAsync([.. canaries.Select(canary => canary.InfoHash), Some.Hash(2)]));
        Assert.Single(await TorrentsAsync());
    }

    [Fact]
    public async Task Its_attempts_count_for_the_availability_of_trackers()
    {
        await Store.RegisterAsync([Canary]);
        await Store.AppendAsync(Some.Batch(1, Asked, Some.Failure(2, AttemptOutcome.Timeout, "no answer")));

        Assert.Contains(await Store.ReportTrackersAsync(), tracker => (tracker.Attempts, tracker.Successes) == (2, 1));
        Assert.Equal(2, (await Store.StatusAsync()).Rows!.Attempts);
    }

    [Fact]
    public async Task Once_a_canary_always_a_canary()
    {
        await Store.RegisterAsync([Some.Target(1) with { Name = "found later to be one" }]);
        Assert.False(await IsCanaryAsync());
        await Store.RegisterAsync([Canary]);
        Assert.True(await IsCanaryAsync());
        await Store.RegisterAsync([Canary with { IsCanary = false }]);
        Assert.True(await IsCanaryAsync());
    }

    [Fact]
    public async Task Its_schedules_are_kept_like_any_others()
    {
        await Store.RegisterAsync([Canary]);
        await Store.AppendAsync(Some.Batch(1) with { Entries = [new(Asked, Some.Schedule(1800))] });

        var schedules = await Store.LoadSchedulesAsync([Some.Hash(1)]);
        Assert.Equal(Some.At(1800), schedules[Some.Hash(1)][0].Schedules[0].DueAt);
    }

    [Fact]
    public async Task Answers_refusals_peers_and_claims_are_told_for_each_tracker()
    {
        await Store.RegisterAsync([Canary, Canary with { InfoHash = Some.Hash(3) }, Some.Target(2)]);
        await Store.AppendAsync(Some.Batch(
            1,
            Answering(Ourselves) with { Reply = new AnnounceReply { Complete = 0, Incomplete = 1, Peers = Some.Peers(Ourselves) } },
            Answering(Some.PublicV4(1)) with { InfoHash = Some.Hash(3), At = Some.At(9) },
            Asked with { Reply = new AnnounceReply { Complete = 2000, Incomplete = 30 } },
            Some.Failure(10, AttemptOutcome.Timeout, "no answer"),
            Some.Scrape(11, new(5, 5, 5)),
            Some.Failure(3, AttemptOutcome.Refused, "unregistered torrent") with { Tracker = Some.OtherTracker },
            // No canary: says nothing here.
            Answering(Some.PublicV4(1)) with { InfoHash = Some.Hash(2), Tracker = Some.YetAnotherTracker }));

        Assert.Equal(
            [
                new CanaryResult { Tracker = "http://other.example/announce", Refused = 1, LastAt = Some.At(3) },
                new CanaryResult
                {
                    Tracker = "udp://tracker.example:6969/announce",
                    Answered = 3,
                    WithPeers = 1,
                    WithClaims = 1,
                    MostClaimed = 2030,
                    LastAt = Some.At(9),
                },
            ],
            await Store.CanaryResultsAsync());
    }

    [Fact]
    public async Task Without_canaries_there_are_no_results()
    {
        await Store.AppendAsync(Some.Batch(1, Answering(Some.PublicV4(1))));

        Assert.Empty(await Store.CanaryResultsAsync());
    }

    [Theory]
    [InlineData("8.8.0.99:51413", 0)]
    [InlineData("8.8.0.99:1234", 0)] // our address, the port of an earlier session
    [InlineData("8.8.4.4:51413", 0)] // our port, an address nobody told us of
    [InlineData("8.8.4.4:0", 0)]
    [InlineData("10.0.0.1:6881", 0)]
    [InlineData("9.9.9.9:6881", 0)] // our address as another tracker told it
    [InlineData("8.8.4.4:6881", 1)]
    [InlineData("[2600::1]:6881", 1)]
    public async Task Ourselves_in_any_guise_and_bogons_are_no_made_up_peers(string peer, int madeUp)
    {
        await Store.RegisterAsync([Canary]);
        await Store.AppendAsync(Some.Batch(
            1,
            Answering(PeerEndpoint.From(IPEndPoint.Parse(peer).Address, IPEndPoint.Parse(peer).Port)),
            Asked with { Tracker = Some.OtherTracker, Reply = new AnnounceReply { ExternalAddress = IPAddress.Parse("9.9.9.9") } }));

        var result = (await Store.CanaryResultsAsync()).Single(result => result.Tracker.StartsWith("udp", StringComparison.Ordinal));
        Assert.Equal((1, madeUp), (result.Answered, result.WithPeers));
    }

    [Fact]
    public async Task Two_names_of_one_tracker_may_count_us_once_for_each_and_are_known_by_the_ports_they_were_told()
    {
        var (first, second) = (Some.PublicV4(99, port: 6882), Some.PublicV4(99, port: 6883));
        await Store.RegisterAsync([Canary]);
        await Store.AppendAsync(Some.Batch(
            1,
            Answering(first) with { OwnEndpoint = first, Reply = new AnnounceReply { Complete = 0, Incomplete = 1, Peers = Some.Peers(first) } },
            Answering() with { OwnEndpoint = second, Tracker = Some.OtherTracker, Reply = new AnnounceReply { Complete = 0, Incomplete = 2, Peers = Some.Peers(first, second) } }));

        Assert.All(await Store.CanaryResultsAsync(), result => Assert.Equal((1, 0, 0), (result.Answered, result.WithPeers, result.WithClaims)));
        var alias = Assert.Single((await Store.Statistics.HonestyAsync(StatsScope.All)).Aliases);
        Assert.Equal((2, true), (alias.Trackers.Count, alias.SameBooks));
    }

    private static Attempt Answering(params PeerEndpoint[] peers) => Asked with { Reply = Some.Announce(0, peers).Reply };

    private async Task<bool> IsCanaryAsync()
    {
        await using var db = Test.OpenDb();
        return (await db.Torrents.SingleAsync()).IsCanary;
    }

    public sealed class OnPostgres() : CanaryContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : CanaryContract(TestSqlite.CreateAsync);
}
