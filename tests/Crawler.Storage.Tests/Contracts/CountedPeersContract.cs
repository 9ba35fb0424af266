using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Contracts;

public abstract class CountedPeersContract(Func<Task<TestStore>> create) : StoreContract(create)
{
    private static readonly PeerEndpoint Ourselves = Some.PublicV4(99);

    private static readonly Attempt Public = Some.Announce(0) with { Address = Some.PublicAddress, OwnEndpoint = Ourselves };

    [Fact]
    public async Task Ourselves_and_bogons_are_not_counted_and_kept_as_they_came()
    {
        var peers = Some.Peers(Some.PublicV4(1), Ourselves, Some.PublicV4(1), Some.PublicV4(2, port: 0), Some.V4(3), Some.V6(4));
        await Store.AppendAsync(Some.Batch(1, Replying(Public, peers.ToArray())));
        await Store.MergeAsync();

        Assert.Equal(IPAddress.Parse("8.8.0.1"), Assert.Single(await SightingsAsync()).Ip);
        var row = Assert.Single(await LogAsync());
        Assert.Equal(peers.CompactV4.ToArray(), row.PeersV4);
        Assert.Equal(peers.CompactV6.ToArray(), row.PeersV6);
        Assert.Equal(3, row.Bogons);

        var torrent = Assert.Single(await TorrentsAsync());
        Assert.Equal((1, 1, 3), (torrent.DistinctPeers, torrent.Trackers[0].DistinctPeers, torrent.Trackers[0].Bogons));
        Assert.Equal(3, Assert.Single(await Store.ReportTrackersAsync()).Bogons);
    }

    [Fact]
    public async Task Bogons_are_summed_over_replies_repeated_ones_each_time()
    {
        await Store.AppendAsync(Some.Batch(
            1, Replying(Public, Some.V4(1), Some.V4(1)), Replying(Public, Some.V4(1)), Some.Failure(1, AttemptOutcome.Timeout, "no answer"), Some.Scrape(2, null)));

        Assert.Equal(3, Assert.Single(await TorrentsAsync()).Trackers[0].Bogons);
        Assert.Equal<int?>([2, 1, null, null], (await LogAsync()).Select(row => row.Bogons));
    }

    [Fact]
    public async Task At_a_private_tracker_private_peers_are_real()
    {
        await Store.AppendAsync(Some.Batch(1, Replying(Public with { Address = IPAddress.Parse("10.0.0.1") }, Some.V4(1), Ourselves, Some.V4(2, port: 0))));
        await Store.MergeAsync();

        Assert.Equal(IPAddress.Parse("192.0.0.1"), Assert.Single(await SightingsAsync()).Ip);
        Assert.Equal(1, Assert.Single(await LogAsync()).Bogons);
    }

    [Fact]
    public async Task Each_reply_has_its_own_idea_of_who_we_are()
    {
        await Store.AppendAsync(Some.Batch(
            1,
            Replying(Public, Ourselves, Some.V6(1)) with { Address = null },
            Replying(Public, Ourselves, Some.V6(1)) with { Address = null, OwnEndpoint = Some.V6(1), InfoHash = Some.Hash(2) },
            Replying(Public, Ourselves) with { OwnEndpoint = null, InfoHash = Some.Hash(3) }));
        await Store.MergeAsync();

        Assert.Equal(["2001:db8::1", "8.8.0.99", "8.8.0.99"], (await SightingsAsync()).Select(row => row.Ip.ToString()));
    }

    private static Attempt Replying(Attempt attempt, params PeerEndpoint[] peers) => attempt with { Reply = Some.Announce(0, peers).Reply };

    public sealed class OnPostgres() : CountedPeersContract(TestPostgres.CreateAsync);

    public sealed class OnSqlite() : CountedPeersContract(TestSqlite.CreateAsync);
}
