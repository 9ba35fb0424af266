using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Clients;
using Crawler.Protocol.Net;
using Crawler.Statistics.Honesty;
using Crawler.Statistics.Overlap;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Composition;
using Crawler.Storage.Estimates;
using Crawler.Storage.Reports.Stats;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Contracts;

public abstract class StatsContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private const double Hour = 3600;
    private const double Day = 86_400;

    private ICrawlStatistics Statistics => Store.Statistics;

    [Fact]
    public async Task An_empty_store_has_no_statistics()
    {
        Assert.Empty(await Statistics.SizesAsync(StatsScope.All));
        Assert.Equal(0, (await Statistics.PeersAsync(StatsScope.All)).Members);
        Assert.Equal(0, (await Statistics.SeedersAsync(StatsScope.All)).Torrents.Count);
        Assert.Empty((await Statistics.OverlapAsync(StatsScope.All)).Peers.Lists);
        Assert.Empty((await Statistics.AvailabilityAsync(StatsScope.All)).Trackers);
        Assert.Equal(0, (await Statistics.ChurnAsync(StatsScope.All)).Replies);
        Assert.Empty(await Statistics.LivesAsync(StatsScope.All));
        Assert.Equal(0, (await Statistics.HoursAsync(StatsScope.All, TimeSpan.Zero)).Claimed.Count(0));
        Assert.Equal(0, (await Statistics.ParticipationAsync(StatsScope.All)).Count);
        Assert.Empty((await Statistics.HonestyAsync(StatsScope.All)).Trackers);
    }

    [Fact]
    public async Task Peers_are_distinct_at_three_identities_and_new_on_the_day_first_seen()
    {
        await AppendAsync(
            Some.Announce(0, Some.V4(1), Some.V4(1, port: 1), Some.V4(2), Some.V6(1), Some.V6(2)),
            Some.Announce(Day, Some.V4(1), Some.V4(300), Some.V6(1)) with { Tracker = Some.OtherTracker },
            Some.Announce(Day + 1, Some.V4(1)) with { InfoHash = Some.Hash(2) });

        var census = await Statistics.PeersAsync(StatsScope.All);

        Assert.Equal((4, 2), (census.Total(PeerIdentity.Endpoint, isV6: false), census.Total(PeerIdentity.Endpoint, isV6: true)));
        Assert.Equal((3, 2), (census.Total(PeerIdentity.Address, isV6: false), census.Total(PeerIdentity.Address, isV6: true)));
        Assert.Equal((2, 1), (census.Total(PeerIdentity.Network, isV6: false), census.Total(PeerIdentity.Network, isV6: true)));
        Assert.Equal([(1, 5L), (2, 1L)], census.Days.Where(day => day.Identity == PeerIdentity.Endpoint).GroupBy(day => day.Day.Day).Select(day => (day.Key, day.Sum(peers => peers.Peers))));
        Assert.Equal((7, 9.0 / 7, 9.0 / 7), (census.Members, census.MeanTrackers, census.MeanReplies));
        Assert.Equal(1, (await Statistics.PeersAsync(StatsScope.All with { Since = Some.At(Day + 1), Only = [Some.Hash(2)] })).Members);
        Assert.Equal(5, (await Statistics.PeersAsync(StatsScope.All with { Until = Some.At(Day) })).Members);
    }

    [Fact]
    public async Task Addresses_are_counted_by_where_they_were_when_first_seen()
    {
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0, Some.V4(1), Some.V4(1, port: 1), Some.V4(2), Some.V6(1))) with
        {
            Origins =
            [
                new AddressOrigin(Some.V4(1).Address, "DE", 64_500, "One net"), new AddressOrigin(Some.V4(2).Address, "DE", null, null), new AddressOrigin(Some.V6(1).Address, null, 64_500, "Another name"),
            ],
        });
        await Store.AppendAsync(Some.Batch(2, Some.Announce(Day, Some.V4(1), Some.V4(7))) with { Origins = [new AddressOrigin(Some.V4(1).Address, "FR", 64_501, "Moved")] });
        await Store.MergeAsync();

        var all = await Statistics.CompositionAsync(StatsScope.All);
        Assert.Equal((3, 1, 4, 6), (all.V4, all.V6, all.Addresses, all.Returned));
        Assert.Equal([new OriginShare("DE", null, 2)], all.Countries);
        Assert.Equal([new OriginShare("AS64500", "One net", 2)], all.Systems);
        Assert.Equal(2, (await Statistics.CompositionAsync(StatsScope.All with { Since = Some.At(Day) })).Addresses);
    }

    [Fact]
    public async Task Peers_are_counted_by_the_software_they_said_last_and_all_others_are_unknown()
    {
        ClientName old = new("Some", "1.0"), next = new("Some", "1.1"), other = new("Other", null);
        await Store.AppendAsync(Some.Batch(1, Some.Announce(0, Some.V4(1), Some.V4(1, port: 1), Some.V4(2), Some.V4(3), Some.V6(1))) with
        {
            Clients = [new(Some.V4(1), old, Some.At(0)), new(Some.V4(1, port: 1), other, Some.At(0)), new(Some.V4(2), null, Some.At(0)), new(Some.V6(1), next, Some.At(0))],
        });
        await Store.AppendAsync(Some.Batch(2, Some.Announce(Day, Some.V4(1))) with { Clients = [new(Some.V4(1), next, Some.At(Day)), new(Some.V4(1), old, Some.At(1)), new(Some.V4(99), old, Some.At(Day))] });
        await Store.AppendAsync(Some.Batch(3, Some.Announce(Hour, Some.V4(1))) with { Clients = [new(Some.V4(1), other, Some.At(Hour))] });
        await Store.MergeAsync();

        var all = await Statistics.CompositionAsync(StatsScope.All);
        Assert.Equal((5, 4, 3), (all.Peers, all.PeersWithId, all.PeersWithClient));
        Assert.Equal([new ClientShare("Some", "1.1", 2), new ClientShare("Other", null, 1)], all.Clients);
        Assert.Equal(1, (await Statistics.CompositionAsync(StatsScope.All with { Since = Some.At(Day) })).PeersWithClient);
    }

    [Fact]
    public async Task A_data_set_is_counted_and_another_campaigns_calls_are_not_part_of_it()
    {
        Assert.Equal((0L, (DateTimeOffset?)null), ((await Statistics.DataSetAsync(StatsScope.All)).Attempts, (await Statistics.DataSetAsync(StatsScope.All)).From));
        await AppendAsync(
            Some.Announce(0, Some.V4(1), Some.V4(2)),
            Some.Announce(Hour, Some.V4(1)) with { Tracker = Some.OtherTracker },
            Some.Announce(Day).Failed(AttemptStage.Connect, AttemptOutcome.Timeout, "no answer") with { Reply = null });

        var all = await Statistics.DataSetAsync(StatsScope.All);

        Assert.Equal((1L, 2L, 3L, 2L), (all.Torrents, all.Trackers, all.Attempts, all.Replies));
        Assert.Equal((3L, 3L), (all.Sightings, all.PeersNamed));
        Assert.Equal((Some.At(0), Some.At(Day)), (all.From, all.To));
        Assert.Equal([(AttemptOutcome.Ok, 2L), (AttemptOutcome.Timeout, 1L)], all.Calls.Select(call => (call.Outcome, call.Calls)));
        Assert.Equal(0, (await Statistics.DataSetAsync(StatsScope.All with { Campaign = 4711 })).Attempts);
        Assert.Empty((await Statistics.AvailabilityAsync(StatsScope.All with { Campaign = 4711 })).Trackers);
    }

    [Fact]
    public async Task What_a_tracker_claims_that_a_canary_caught_is_no_size_of_any_swarm()
    {
        await Store.RegisterAsync([Some.Target(1, [Some.Tracker]) with { IsCanary = true }]);
        await AppendAsync(
            Claim(0, 5, 5, Some.PublicV4(1)),
            Claim(1, 9000, 1, Some.PublicV4(1)) with { InfoHash = Some.Hash(2) },
            Claim(2, 30, 10, Some.PublicV4(1)) with { InfoHash = Some.Hash(2), Tracker = Some.OtherTracker });

        Assert.Equal(40, Assert.Single(await Statistics.SizesAsync(StatsScope.All)).Claimed);
        Assert.Equal(0.75, (await Statistics.SeedersAsync(StatsScope.All)).Torrents.Quantile(0.5));
        Assert.Equal(40, Assert.Single(await Statistics.LivesAsync(StatsScope.All)).Peak);
    }

    [Fact]
    public async Task Canaries_are_in_no_statistics_but_honesty()
    {
        await Store.RegisterAsync([Some.Target(1, [Some.Tracker]) with { IsCanary = true }]);
        await AppendAsync(Claim(0, 5, 5, Some.PublicV4(1)), Claim(0, 5, 5, Some.PublicV4(1)) with { InfoHash = Some.Hash(2), Tracker = Some.OtherTracker });

        Assert.Equal(Some.Hash(2), Assert.Single(await Statistics.SizesAsync(StatsScope.All)).InfoHash);
        Assert.Equal(1, (await Statistics.PeersAsync(StatsScope.All)).Members);
        Assert.Equal("http://other.example/announce", Assert.Single((await Statistics.AvailabilityAsync(StatsScope.All)).Trackers).Tracker);
        Assert.Equal(1, (await Statistics.ChurnAsync(StatsScope.All with { Only = [Some.Hash(1), Some.Hash(2)] })).Replies);
        var honesty = (await Statistics.HonestyAsync(StatsScope.All)).Trackers.ToDictionary(tracker => tracker.Tracker, tracker => tracker.Score.Verdict);
        Assert.Equal(HonestyVerdict.Fabricates, honesty["udp://tracker.example:6969/announce"]);
        Assert.Equal(HonestyVerdict.Untested, honesty["http://other.example/announce"]);
    }

    [Fact]
    public async Task Sizes_are_the_latest_of_each_kind_summed_over_families()
    {
        await AppendAsync(Claim(0, 90, 9, Some.V4(1)), Claim(1, 10, 20, Some.V4(2)), Claim(2, 1, 1) with { Tracker = Some.OtherTracker });
        await EstimateAsync(
            1,
            Estimate(0, 5, null, AddressFamily.InterNetwork),
            Estimate(9, 100, null, AddressFamily.InterNetwork) with { Size = Size(100) with { Flags = SizeFlags.Open } },
            Estimate(9, 20, null, AddressFamily.InterNetworkV6) with { Size = Size(20) with { Method = SizeMethod.Enumerated } },
            Estimate(9, 70, Some.Tracker, AddressFamily.InterNetwork),
            Estimate(9, 500, Some.Tracker, AddressFamily.InterNetwork) with { Kind = EstimateKind.Cumulative, Size = Size(500) with { High = null } });

        var swarm = Assert.Single(await Statistics.SizesAsync(StatsScope.All));
        Assert.Equal((30L, 2L), (swarm.Claimed, swarm.Seen));
        Assert.Equal(new SizeSum(120, 108, 132, false, SizeFlags.Open), swarm.Snapshot);
        Assert.Equal(new SizeSum(500, 450, null, false, SizeFlags.None), swarm.Cumulative);
        Assert.Equal(5, (await Statistics.SizesAsync(StatsScope.All with { Until = Some.At(5) }))[0].Snapshot!.Size);
    }

    [Fact]
    public async Task Seeder_ratios_are_of_the_last_claims_and_downloads_are_rises()
    {
        await AppendAsync(
            Claim(0, 1, 1, downloaded: 10), Claim(10, 3, 1, downloaded: 15), Claim(20, 0, 2, downloaded: 4) with { Tracker = Some.OtherTracker },
            Claim(Day, 3, 1, downloaded: 14), Claim(Day + 1, 3, 1, downloaded: 20), Claim(Day + 2, 0, 5) with { InfoHash = Some.Hash(2) });

        var shares = await Statistics.SeedersAsync(StatsScope.All);

        Assert.Equal((2, 1L, 0.0, 0.75), (shares.Torrents.Count, shares.Seedless, shares.Torrents.Quantile(0), shares.Torrents.Quantile(1)));
        Assert.Equal([(1, 5L, 0L, 1L), (2, 6L, 1L, 2L)], shares.Downloads.Select(day => (day.Day.Day, day.Downloads, day.Falls, day.Claims)));
        Assert.Equal(2, shares.Trackers.Count);
    }

    [Fact]
    public async Task Overlaps_are_corrected_by_what_share_was_seen()
    {
        var peers = Enumerable.Range(0, 90).Select(i => Some.V4(i)).ToArray();
        await AppendAsync(
            Some.Announce(0, [.. peers[..60]]) with { Family = AddressFamily.InterNetwork },
            Some.Announce(1, [.. peers[40..]]) with { Family = AddressFamily.InterNetwork, Tracker = Some.OtherTracker });
        var seen = (await Statistics.OverlapAsync(StatsScope.All)).Peers;
        Assert.Null(seen.Pairs[Assert.Single(seen.Pairs.Keys)].Jaccard);
        await EstimateAsync(
            2,
            Estimate(2, 120, Some.Tracker, AddressFamily.InterNetwork) with { Size = Size(120) with { Distinct = 60 } },
            Estimate(2, 100, Some.OtherTracker, AddressFamily.InterNetwork) with { Size = Size(100) with { Distinct = 50 } },
            Estimate(2, 140, null, AddressFamily.InterNetwork));

        var overlap = await Statistics.OverlapAsync(StatsScope.All);

        var pair = Assert.Single(overlap.Peers.Pairs).Value;
        Assert.Equal((20, 80), (pair.Common, pair.Both));
        Assert.Equal(0.571, pair.Jaccard!.Value, 3);
        Assert.Equal(220.0 / 140, overlap.Multiplicity);
        Assert.Equal([1.0], SetOverlap.Of(overlap.Torrents).Values.Select(torrents => torrents.Jaccard!.Value));
        Assert.Equal([60, 30], GreedyCover.Of(overlap.Peers.Patterns).Select(step => step.Gain));
    }

    [Fact]
    public async Task What_says_nothing_of_a_tracker_does_not_count_against_it()
    {
        await Store.RegisterAsync([Some.Target(1, [Some.Tracker], [Some.OtherTracker])]);
        await AppendAsync(
            Some.Announce(0), Some.Failure(Hour, AttemptOutcome.Timeout, "no answer"), Some.Failure(Hour + 1, AttemptOutcome.Unknown, "ours"),
            Some.Failure(2 * Hour, AttemptOutcome.Refused, "not here"), Some.Failure(3 * Hour, AttemptOutcome.NoAddress, "none"),
            Some.Announce(0) with { Tracker = Some.OtherTracker }, Some.Announce(2 * Hour) with { Tracker = Some.OtherTracker });

        var report = await Statistics.AvailabilityAsync(StatsScope.All);

        var tracker = report.Trackers.Single(tracker => tracker.Tracker.StartsWith("udp", StringComparison.Ordinal));
        Assert.Equal((3, 2L, 2.0 / 3, 1.0 / 3), (tracker.Calls, tracker.Unknown, tracker.Uptime!.Value.Share, tracker.Useful));
        // Quarters: up 0–4, down 4–8, up 8.
        Assert.Equal((1, 1, 5L, 4L), (tracker.Outages.Failures, tracker.Outages.Repairs, tracker.Outages.Up, tracker.Outages.Down));
        Assert.Equal(new ListAvailability(1, 1, 1), report.Lists);
        Assert.Equal(1, tracker.Latency!.Answers);
    }

    [Fact]
    public async Task Sessions_are_made_of_the_replies_in_the_log()
    {
        await AppendAsync(
            Claim(0, 1, 0, Some.V4(1)), Claim(100, 2, 0, Some.V4(1), Some.V4(2)), Claim(200, 3, 0, Some.V4(1), Some.V4(2), Some.V4(3)),
            Claim(300, 1, 0, Some.V4(1)), Claim(400, 2, 0, Some.V4(1), Some.V4(4)), Some.Failure(500, AttemptOutcome.Timeout, "no answer"));

        var churn = await Statistics.ChurnAsync(StatsScope.All);

        Assert.Equal((5, 0, 1), (churn.Replies, churn.Unsized, churn.BegunBefore));
        Assert.Equal((2, 1, 0L, 100L), (churn.Lengths.Ended, churn.Lengths.Censored, churn.Lengths.Quantile(0.2), churn.Lengths.Quantile(0.6)));
        Assert.Equal(3, churn.Gaps.Arrivals);
    }

    [Fact]
    public async Task A_swarm_has_a_peak_and_times_without_seeders()
    {
        await AppendAsync(
            Claim(0, 5, 5), Claim(Hour, 0, 20), Claim(2 * Hour, 0, 8), Claim(2 * Hour + 1, 1, 8) with { Tracker = Some.OtherTracker },
            Claim(3 * Hour, 0, 1), Claim(9 * Hour, 0, 1));

        var life = Assert.Single(await Statistics.LivesAsync(StatsScope.All));

        Assert.Equal((20, Some.At(Hour), Some.At(0), Some.At(10 * Hour)), (life.Peak, life.PeakAt, life.From, life.To));
        Assert.Equal([(1L, true), (7L, false)], life.Seedless.Select(spell => (spell.Length, spell.IsOver)));
        Assert.Null(life.Decay);
    }

    [Fact]
    public async Task Arrivals_that_thin_out_have_a_time_constant()
    {
        var next = 0;
        await AppendAsync([.. Enumerable.Range(0, 20).Select(hour => Claim(
            hour * Hour + 60, 1, 1, peers: [.. Enumerable.Range(0, (int)Math.Round(200 * Math.Exp(-hour / 5.0))).Select(_ => Some.V4(next++))]))]);

        var decay = Assert.Single(await Statistics.LivesAsync(StatsScope.All)).Decay!;

        Assert.Equal(18, decay.Bins);
        Assert.InRange(decay.Tau, 4.8, 5.2);
    }

    [Fact]
    public async Task Hours_are_relative_to_each_torrents_mean()
    {
        // A Thursday, from 12:00 UTC on.
        await AppendAsync(
            Claim(0, 10, 0), Claim(Hour, 30, 0, Some.V4(1), Some.V4(2)),
            Claim(0, 100, 0) with { InfoHash = Some.Hash(2) }, Claim(Hour, 300, 0) with { InfoHash = Some.Hash(2) });

        var hours = await Statistics.HoursAsync(StatsScope.All, TimeSpan.FromHours(1));

        var noon = 3 * 24 + 13;
        Assert.Equal((0.5, 1.5, 2), (hours.Claimed.Mean(noon), hours.Claimed.Mean(noon + 1), hours.Claimed.Count(noon)));
        Assert.Equal((null, 1.0), (hours.NewPeers.Mean(noon), hours.NewPeers.Mean(noon + 1)));
    }

    [Fact]
    public async Task An_address_counts_once_for_each_swarm()
    {
        await AppendAsync(
            Some.Announce(0, Some.V4(1), Some.V4(1, port: 2), Some.V4(2)), Some.Announce(1, Some.V4(1)) with { Tracker = Some.OtherTracker },
            Some.Announce(2, Some.V4(1)) with { InfoHash = Some.Hash(2) });

        Assert.Equal([new(1, 1), new KeyValuePair<long, long>(2, 1)], (await Statistics.ParticipationAsync(StatsScope.All)).Counts);
    }

    [Fact]
    public async Task One_tracker_under_two_names_is_found_by_its_address()
    {
        await AppendAsync(
            [.. Enumerable.Range(1, 6).Select(i => Claim(i, 50, 50, Some.PublicV4(i)) with { InfoHash = Some.Hash(i), Address = Some.PublicAddress }),
            Claim(9, 7, 7, Some.PublicV4(1)) with { Tracker = Some.OtherTracker, Address = Some.PublicAddress }]);

        var report = await Statistics.HonestyAsync(StatsScope.All);

        var alias = Assert.Single(report.Aliases);
        Assert.Equal((2, true, null), (alias.Trackers.Count, alias.SameAddress, alias.Jaccard));
        Assert.Equal(new RepeatedClaims(6, 6, 50, 50), report.Trackers[0].Evidence.Claims);
        Assert.Equal(new BogonCount(6, 0), report.Trackers[0].Evidence.Bogons);
        Assert.Equal(HonestyVerdict.Doubtful, report.Trackers[0].Score.Verdict);
    }

    private static Attempt Claim(double seconds, long complete, long incomplete, params PeerEndpoint[] peers) =>
        Some.Announce(seconds) with { Reply = new AnnounceReply { Complete = complete, Incomplete = incomplete, Peers = Some.Peers(peers) } };

    private static Attempt Claim(double seconds, long complete, long incomplete, long downloaded) =>
        Some.Announce(seconds) with { Reply = new AnnounceReply { Complete = complete, Incomplete = incomplete, Downloaded = downloaded } };

    private static SizeEstimate Size(double size) =>
        new() { Method = SizeMethod.Darroch, Size = size, Low = size * 0.9, High = size * 1.1, Distinct = (long)(size / 2) };

    private static EstimateEntry Estimate(double seconds, double size, TrackerUrl? tracker, AddressFamily family) => new()
    {
        InfoHash = Some.Hash(1),
        Tracker = tracker,
        Family = family,
        Kind = EstimateKind.Snapshot,
        From = Some.At(seconds),
        To = Some.At(seconds),
        Size = Size(size),
    };

    private async Task AppendAsync(params Attempt[] attempts)
    {
        await Store.AppendAsync(Some.Batch(1, attempts));
        await Store.MergeAsync();
    }

    private Task EstimateAsync(long sequence, params EstimateEntry[] estimates) =>
        Store.AppendAsync(Some.Batch("estimator", sequence) with { Estimates = estimates });

    public sealed class OnPostgres() : StatsContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : StatsContract(TestSqlite.CreateAsync);
}
