using System.Text;
using Crawler.Protocol.Announce;

namespace Crawler.Protocol.Tests.Announce;

public class PeerFormsTests
{
    [Fact]
    public void Peers_as_dictionaries_are_read_BEP_3() => Expect(
        "5:peersld2:ip7:1.1.1.17:peer id20:aaaaaaaaaaaaaaaaaaaa4:porti6881eed2:ip11:2001:db8::14:porti1eee",
        ["1.1.1.1:6881", "[2001:db8::1]:1"]);

    [Fact]
    public void Ids_that_stand_beside_peers_are_read_where_they_are_20_bytes_BEP_3()
    {
        var reply = (AnnounceReply)AnnounceDecoder.Decode(
            "d5:peersld2:ip7:1.1.1.17:peer id20:-qB4500-aaaaaaaaaaaa4:porti6881eed2:ip7:1.1.1.27:peer id3:aaa4:porti1eed2:ip7:1.1.1.37:peer idi5e4:porti1eed2:ip3:x.y7:peer id20:-qB4500-aaaaaaaaaaaa4:porti1eeee"u8);
        var named = Assert.Single(reply.Named);
        Assert.Equal("1.1.1.1:6881", named.Peer.ToString());
        Assert.Equal("-qB4500-aaaaaaaaaaaa", named.Id.ToString());
        Assert.Equal(3, reply.Peers.Count);
    }

    [Fact]
    public void Peers_as_a_list_of_compact_strings_are_read() => Expect(
        "5:peersl6:\u0001\u0001\u0001\u0001\0\u000118: \u0001\r\u00b8\0\0\0\0\0\0\0\0\0\0\0\u0001\0\u0002e", ["1.1.1.1:1", "[2001:db8::1]:2"]);

    [Fact]
    public void Peers6_as_a_list_is_read_beside_compact_peers() => Expect(
        "5:peers6:\u0001\u0001\u0001\u0001\0\u00016:peers6ld2:ip11:2001:db8::14:porti2eee", ["1.1.1.1:1", "[2001:db8::1]:2"]);

    [Fact]
    public void Ragged_peers_keep_what_stands_before_the_ragged_end() => Expect(
        "5:peers8:\u0001\u0001\u0001\u0001\0\u0001xx", ["1.1.1.1:1"], oddities: ReplyOddities.RaggedPeers);

    [Fact]
    public void Ragged_peers6_keep_what_stands_before_the_ragged_end() => Expect(
        "6:peers620: \u0001\r\u00b8\0\0\0\0\0\0\0\0\0\0\0\u0001\0\u0002xx", ["[2001:db8::1]:2"], oddities: ReplyOddities.RaggedPeers);

    [Theory]
    [InlineData("d2:ip16:peer.example.com4:porti6881ee")] // host name
    [InlineData("d4:porti6881ee")] // no ip
    [InlineData("d2:ip0:4:porti6881ee")] // empty ip
    [InlineData("d2:ipi5e4:porti6881ee")] // ip a number
    [InlineData("d2:ip7:1.1.1.1e")] // no port
    [InlineData("d2:ip7:1.1.1.14:porti-1ee")] // negative port
    [InlineData("d2:ip7:1.1.1.14:porti65536ee")] // port overflow
    [InlineData("d2:ip7:1.1.1.14:porti99999999999999999999ee")]
    [InlineData("d2:ip7:1.1.1.14:portlee")] // port a list
    [InlineData("d2:ip5:127.14:porti1ee")] // shorthand
    [InlineData("d2:ip10:0x7f.0.0.14:porti1ee")] // hexadecimal
    [InlineData("d2:ip9:010.1.1.14:porti1ee")] // octal
    [InlineData("d2:ip9:1.1.1.2564:porti1ee")]
    [InlineData("d2:ip9:1.1.1.1.14:porti1ee")]
    [InlineData("d2:ip10:2130706433" + "4:porti1ee")]
    [InlineData("d2:ip8:[::1]:804:porti1ee")]
    [InlineData("d2:ip12:fe80::1%eth04:porti1ee")]
    [InlineData("d2:ip46:1111111111111111111111111111111111111111111:::4:porti1ee")]
    [InlineData("i5e")] // not a dictionary
    [InlineData("5:short")]
    [InlineData("le")]
    public void An_entry_that_cannot_be_read_is_skipped_and_counted(string entry) => Expect(
        $"5:peersl{entry}d2:ip7:1.1.1.14:porti1eee", ["1.1.1.1:1"], skipped: 1, oddities: ReplyOddities.SkippedPeers);

    [Theory]
    [InlineData("d2:ip7:1.1.1.14:porti0ee", "1.1.1.1:0")]
    [InlineData("d2:ip7:1.1.1.14:port4:6881e", "1.1.1.1:6881")]
    [InlineData("d2:ip15:::ffff:1.1.1.14:porti1e" + "e", null)]
    [InlineData("d2:ip14:::ffff:1.1.1.14:porti1e" + "e", "1.1.1.1:1")]
    public void Port_0_is_kept_a_port_in_digits_read_and_a_mapped_address_is_its_IPv4(string entry, string? expected)
    {
        if (expected is null) Assert.ThrowsAny<WireFormatException>(() => AnnounceDecoder.Decode(Encoding.Latin1.GetBytes($"d5:peersl{entry}ee")));
        else Expect($"5:peersl{entry}e", [expected]);
    }

    [Theory]
    [InlineData("5:peersi5e")]
    [InlineData("5:peersde")]
    [InlineData("6:peers6i5e")]
    public void Peers_of_another_kind_are_skipped_as_one(string pair) => Expect(pair, [], skipped: 1, oddities: ReplyOddities.SkippedPeers);

    [Fact]
    public void Compact_peers_cost_no_allocation_beyond_themselves()
    {
        byte[] body = [.. "d8:completei5e10:incompletei7e8:intervali1800e5:peers1200:"u8, .. new byte[1200], (byte)'e'];
        AnnounceDecoder.Decode(body);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AnnounceDecoder.Decode(body);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 1200, 1200 + 400);
    }

    private static void Expect(string pairs, string[] peers, int skipped = 0, ReplyOddities oddities = ReplyOddities.None)
    {
        var reply = Assert.IsType<AnnounceReply>(AnnounceDecoder.Decode(Encoding.Latin1.GetBytes($"d{pairs}e")));
        Assert.Equal(peers, reply.Peers.ToArray().Select(peer => peer.ToString()));
        Assert.Equal((skipped, oddities), (reply.SkippedPeers, reply.Oddities));
    }
}
