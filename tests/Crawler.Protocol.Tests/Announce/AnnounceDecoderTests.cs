using System.Net;
using System.Text;
using Crawler.Protocol.Announce;

namespace Crawler.Protocol.Tests.Announce;

public class AnnounceDecoderTests
{
    [Fact]
    public void A_full_answer_is_read_field_by_field_BEP_3_7_23_24()
    {
        var reply = Reply(
            "d8:completei5e10:downloadedi9e11:external ip4:\u0001\u0002\u0003\u000410:incompletei7e8:intervali1800e12:min intervali900e"
            + "5:peers12:\u0001\u0001\u0001\u0001\u001a\u00e1\u0001\u0001\u0001\u0002\u0000\u0050"
            + "6:peers618: \u0001\r\u00b8\0\0\0\0\0\0\0\0\0\0\0\u0001\u001a\u00e1"
            + "10:tracker id3:abc15:warning message4:hmm!e");
        Assert.Equal((5L, 7L, 9L, 1800L, 900L), (reply.Complete, reply.Incomplete, reply.Downloaded, reply.Interval, reply.MinInterval));
        Assert.Equal(["1.1.1.1:6881", "1.1.1.2:80", "[2001:db8::1]:6881"], Peers(reply));
        Assert.Equal(("abc", "hmm!", IPAddress.Parse("1.2.3.4")), (reply.TrackerId!.ToString(), reply.Warning, reply.ExternalAddress));
        Assert.Equal((ReplyOddities.None, 0), (reply.Oddities, reply.SkippedPeers));
    }

    [Fact]
    public void Absent_is_not_zero()
    {
        var reply = Reply("d5:peers0:e");
        Assert.Equal((null, null, null, null, null), (reply.Complete, reply.Incomplete, reply.Downloaded, reply.Interval, reply.MinInterval));
        Assert.Null(reply.TrackerId);
        Assert.Null(reply.Warning);
    }

    [Fact]
    public void An_answer_of_a_tracker_id_only_is_an_answer_without_peers_and_says_so()
    {
        var reply = Reply("d10:tracker id5:hello" + "e");
        Assert.Equal(("hello", 0, ReplyOddities.NoPeersKey), (reply.TrackerId!.ToString(), reply.Peers.Count, reply.Oddities));
    }

    [Theory]
    [InlineData("i0e", 0L)]
    [InlineData("i-1e", -1L)]
    [InlineData("i9223372036854775807e", long.MaxValue)]
    [InlineData("i99999999999999999999999e", long.MaxValue)]
    [InlineData("4:1800", 1800L)]
    public void An_interval_is_kept_exactly_as_sent(string value, long expected) =>
        Assert.Equal(expected, Reply($"d8:interval{value}5:peers0:e").Interval);

    [Theory]
    [InlineData("4:soon")]
    [InlineData("0:")]
    [InlineData("le")]
    [InlineData("d1:ai1ee")]
    public void An_interval_that_is_no_number_is_absent_and_flagged(string value)
    {
        var reply = Reply($"d8:interval{value}5:peers0:e");
        Assert.Null(reply.Interval);
        Assert.Equal(ReplyOddities.ImplausibleNumber, reply.Oddities);
    }

    [Theory]
    [InlineData("i-1e", -1L)]
    [InlineData("i4294967295e", 4294967295L)]
    public void An_implausible_count_is_kept_raw_and_flagged(string value, long expected)
    {
        var reply = Reply($"d8:complete{value}5:peers0:e");
        Assert.Equal((expected, ReplyOddities.ImplausibleNumber), (reply.Complete, reply.Oddities));
    }

    [Fact]
    public void A_key_that_stands_twice_counts_where_it_stood_first()
    {
        var reply = Reply("d8:intervali1e8:intervali2e5:peers0:e");
        Assert.Equal((1L, ReplyOddities.DuplicateKey), (reply.Interval, reply.Oddities));
    }

    [Fact]
    public void Bytes_behind_the_end_are_flagged() =>
        Assert.Equal(ReplyOddities.TrailingBytes, Reply("d5:peers0:e\r\n").Oddities);

    [Theory]
    [InlineData("10:tracker idi42e", "42")]
    [InlineData("10:tracker id0:", null)]
    [InlineData("10:tracker idle", null)]
    public void A_tracker_id_of_another_kind_is_what_can_be_sent_back(string pair, string? expected) =>
        Assert.Equal(expected, Reply($"d5:peers0:{pair}e").TrackerId?.ToString());

    [Fact]
    public void A_tracker_id_of_more_than_512_bytes_is_not_kept() =>
        Assert.Null(Reply($"d5:peers0:10:tracker id513:{new string('x', 513)}e").TrackerId);

    [Theory]
    [InlineData("4:\u0001\u0002\u0003\u0004", "1.2.3.4")]
    [InlineData("16: \u0001\r\u00b8\0\0\0\0\0\0\0\0\0\0\0\u0001", "2001:db8::1")]
    [InlineData("7:1.2.3.4", "1.2.3.4")]
    [InlineData("3:abc", null)]
    [InlineData("i5e", null)]
    public void The_external_address_is_4_or_16_bytes_BEP_24(string value, string? expected) =>
        Assert.Equal(expected, Reply($"d11:external ip{value}5:peers0:e").ExternalAddress?.ToString());

    [Theory]
    [InlineData("d")]
    [InlineData("d5:peers")]
    [InlineData("d5:peers0:")]
    [InlineData("d8:intervali1800")]
    [InlineData("d5:peers12:abce")]
    [InlineData("d5:peersi5")]
    [InlineData("d5:peers99999999999:e")]
    public void A_dictionary_that_breaks_off_is_malformed(string body) => Assert.ThrowsAny<WireFormatException>(() => Decode(body));

    [Fact]
    public void An_empty_body_is_malformed() => Assert.Throws<WireFormatException>(() => Decode(""));

    [Fact]
    public void A_depth_bomb_is_malformed() => Assert.ThrowsAny<WireFormatException>(() => Decode("d1:a" + new string('l', 500_000)));

    [Fact]
    public void Unknown_keys_and_nested_values_are_passed_over() =>
        Assert.Equal(7, Reply("d5:azulid1:bli1ei2eee8:intervali7e5:peers0:3:zzz0:e").Interval);

    private static AnnounceAnswer Decode(string body) => AnnounceDecoder.Decode(Encoding.Latin1.GetBytes(body));

    private static AnnounceReply Reply(string body) => Assert.IsType<AnnounceReply>(Decode(body));

    private static string[] Peers(AnnounceReply reply) => [.. reply.Peers.ToArray().Select(peer => peer.ToString())];
}
