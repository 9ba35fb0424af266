using System.Net.Sockets;
using Crawler.Storage.Log;
using Crawler.Storage.Merge;
using Crawler.Storage.Tests.Stores;

namespace Crawler.Storage.Tests.Merge;

public sealed class SightingTallyTests
{
    private readonly SightingTally _tally = new();

    [Fact]
    public void A_peer_twice_in_one_reply_counts_once_and_in_two_replies_twice()
    {
        Add(1, 1, 10, 7, 7, 8);
        Add(1, 1, 5, 7);

        Assert.Equal([(2, 5d, 10d), (1, 10d, 10d)], _tally.Sorted().Select(row => (row.Times, Seconds(row.First), Seconds(row.Last))));
        Assert.Equal(2, _tally.Replies);
    }

    [Fact]
    public void Torrents_and_trackers_are_counted_apart_and_sorted()
    {
        Add(2, 1, 0, 1);
        Add(1, 2, 0, 1);
        Add(1, 1, 0, 2, 1);

        Assert.Equal([(1, 1), (1, 1), (1, 2), (2, 1)], _tally.Sorted().Select(row => (row.Key.Session.TorrentId, row.Key.Session.TrackerId)));
        Assert.Equal(Some.V4(1), _tally.Sorted()[0].Key.Peer);
    }

    [Fact]
    public void An_empty_reply_is_no_reply_with_peers()
    {
        _tally.Add(Session(1, 1), Some.At(0), default, [], []);

        Assert.Equal((0, 0), (_tally.Replies, _tally.Count));
    }

    [Fact]
    public void A_ragged_end_is_left_out_rather_than_stopping_the_merge()
    {
        _tally.Add(Session(1, 1), Some.At(0), default, [192, 0, 0, 1, 0, 80, 192, 0], [1, 2, 3]);

        Assert.Equal(1, _tally.Count);
    }

    [Fact]
    public void Families_are_counted_apart_and_sorted_as_the_keys_are()
    {
        foreach (var family in new[] { AddressFamily.InterNetworkV6, AddressFamily.InterNetwork, AddressFamily.Unspecified })
            _tally.Add(Session(1, 1, family), Some.At(0), default, Some.Peers(Some.V4(1)).CompactV4.Span, []);

        Assert.Equal(
            [AddressFamily.Unspecified, AddressFamily.InterNetwork, AddressFamily.InterNetworkV6],
            _tally.Sorted().Select(row => row.Key.Session.Family));
    }

    [Fact]
    public void Ourselves_and_bogons_are_not_counted_and_the_reply_is()
    {
        var peers = Some.Peers(Some.PublicV4(1), Some.PublicV4(2), Some.PublicV4(3, port: 0), Some.V4(4));
        _tally.Add(Session(1, 1), Some.At(0), new StoredPeers(null, Some.PublicAddress, Some.PublicV4(1)), peers.CompactV4.Span, []);

        Assert.Equal(Some.PublicV4(2), Assert.Single(_tally.Sorted()).Key.Peer);
        Assert.Equal(1, _tally.Replies);
    }

    private void Add(int torrent, int tracker, double seconds, params int[] peers) =>
        _tally.Add(Session(torrent, tracker), Some.At(seconds), default, Some.Peers([.. peers.Select(peer => Some.V4(peer))]).CompactV4.Span, []);

    private static SessionKey Session(int torrent, int tracker, AddressFamily family = AddressFamily.Unspecified) => new(torrent, tracker, family);

    private static double Seconds(DateTimeOffset time) => (time - Some.At(0)).TotalSeconds;
}
