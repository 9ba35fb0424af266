using System.Net;
using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Privacy;

public class ProtectedReplyTests
{
    private static readonly AddressKey Key = new(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

    [Fact]
    public void Peers_keep_their_ports_and_order_and_lose_their_addresses()
    {
        using var map = new PseudonymMap(Key);
        var attempt = Replied("198.18.0.1:1", "198.18.0.2:2", "198.18.0.1:3", "[2001:db8:5::7]:4");

        var kept = Peers(ProtectedReply.Of(attempt, map).Attempt);

        Assert.Equal([1, 2, 3, 4], kept.Select(peer => (int)peer.Port));
        Assert.Equal(kept[0].Address, kept[2].Address);
        Assert.Empty(kept.Select(peer => peer.Address).Intersect(Peers(attempt).Select(peer => peer.Address)));
    }

    [Fact]
    public void Ourselves_stay_to_be_recognised()
    {
        using var map = new PseudonymMap(Key);
        var own = Endpoint("203.0.113.9:6881");
        var attempt = Replied("203.0.113.9:6881", "198.18.0.2:2") with { OwnEndpoint = own };

        Assert.Equal(own, Peers(ProtectedReply.Of(attempt, map).Attempt)[0]);
    }

    [Fact]
    public void Who_is_behind_our_address_at_another_port_or_where_a_tracker_says_we_are_is_a_peer_like_others()
    {
        using var map = new PseudonymMap(Key);
        var attempt = Replied("203.0.113.9:6881", "203.0.113.9:7", "198.18.0.2:2") with { OwnEndpoint = Endpoint("203.0.113.9:6881") };
        attempt = attempt with { Reply = attempt.Reply! with { ExternalAddress = IPAddress.Parse("198.18.0.2") } };

        var kept = Peers(ProtectedReply.Of(attempt, map).Attempt);

        Assert.Equal("203.0.113.9:6881", kept[0].ToString());
        Assert.Equal([7, 2], kept.Skip(1).Select(peer => (int)peer.Port));
        Assert.Empty(kept.Skip(1).Select(peer => peer.Address).Intersect(Peers(attempt).Select(peer => peer.Address)));
        // In a swarm of ours alone we are known at every port.
        Assert.Equal("203.0.113.9:7", Peers(ProtectedReply.Of(attempt, map, isOfCanary: true).Attempt)[1].ToString());
    }

    [Fact]
    public void Bogons_are_marked_before_they_look_like_anybody()
    {
        using var map = new PseudonymMap(Key);
        var marks = ProtectedReply.Of(Replied("9.9.9.9:5", "0.0.0.0:1", "224.0.0.1:2", "8.8.8.8:3"), map).Marks!;

        Assert.Equal([false, true, true, false], Enumerable.Range(0, 4).Select(marks.IsBogon));
        Assert.Equal(2, marks.Count);
    }

    [Fact]
    public void Networks_are_what_truncated_leaves()
    {
        var kept = Peers(ProtectedReply.Of(Replied("9.8.7.6:5", "[2001:4860:1:2:3:4:5:6]:7"), new TruncatedMap()).Attempt);

        Assert.Equal([IPAddress.Parse("9.8.7.0"), IPAddress.Parse("2001:4860:1::")], kept.Select(peer => peer.Address));
    }

    [Fact]
    public void An_attempt_without_reply_is_as_it_was()
    {
        var attempt = Replied() with { Reply = null, Outcome = AttemptOutcome.Timeout };

        Assert.Equal(new ProtectedReply(attempt, null), ProtectedReply.Of(attempt, new TruncatedMap()));
    }

    private static Attempt Replied(params string[] peers)
    {
        var (v4, v6) = (new List<byte>(), new List<byte>());
        var bytes = new byte[PeerEndpoint.CompactLengthV6];
        foreach (var peer in peers.Select(Endpoint)) (peer.IsV6 ? v6 : v4).AddRange(bytes[..peer.WriteCompact(bytes)]);
        return new Attempt
        {
            Kind = AttemptKind.Announce,
            Tracker = TrackerUrl.Parse("http://tracker.example/announce"),
            InfoHash = InfoHash.Parse("0123456789abcdef0123456789abcdef01234567"),
            At = DateTimeOffset.UnixEpoch,
            Family = AddressFamily.InterNetwork,
            Address = IPAddress.Parse("8.8.4.4"),
            Stage = AttemptStage.Done,
            Outcome = AttemptOutcome.Ok,
            Reply = new AnnounceReply { Peers = new PeerList([.. v4], [.. v6]) },
        };
    }

    private static PeerEndpoint Endpoint(string text) => IPEndPoint.Parse(text) is var point ? PeerEndpoint.From(point.Address, point.Port) : default;

    private static List<PeerEndpoint> Peers(Attempt attempt)
    {
        var peers = new List<PeerEndpoint>();
        foreach (var peer in attempt.Reply!.Peers) peers.Add(peer);
        return peers;
    }
}
