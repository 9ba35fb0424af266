using Crawler.Protocol.Announce;
using Crawler.Protocol.Scrape;
using Crawler.Protocol.Udp;
using FsCheck.Xunit;

namespace Crawler.Protocol.Tests.Udp;

public class UdpRepliesTests
{
    [Fact]
    public void A_connect_answer_gives_the_connection_id_BEP_15() =>
        Assert.Equal(0x1122334455667788ul, UdpReplies.ReadConnectionId(Bytes("00000000" + "12345678" + "1122334455667788")));

    [Fact]
    public void An_announce_answer_over_IPv4_has_peers_of_6_bytes_BEP_15()
    {
        var reply = UdpReplies.ReadAnnounce(Bytes("00000001" + "12345678" + "00000708" + "00000003" + "00000005" + "010101011ae1" + "010101020050"), overV6: false);
        Assert.Equal((1800L, 3L, 5L, ReplyOddities.None), (reply.Interval, reply.Incomplete, reply.Complete, reply.Oddities));
        Assert.Equal(["1.1.1.1:6881", "1.1.1.2:80"], reply.Peers.ToArray().Select(peer => peer.ToString()));
    }

    [Fact]
    public void An_announce_answer_over_IPv6_has_peers_of_18_bytes_BEP_15()
    {
        var reply = UdpReplies.ReadAnnounce(Bytes("00000001" + "12345678" + "00000708" + "00000003" + "00000005" + "20010db80000000000000000000000011ae1"), overV6: true);
        Assert.Equal("[2001:db8::1]:6881", Assert.Single(reply.Peers.ToArray()).ToString());
    }

    [Fact]
    public void Ragged_peers_keep_what_stands_before_the_ragged_end()
    {
        var reply = UdpReplies.ReadAnnounce(Bytes("00000001" + "12345678" + "00000708" + "00000003" + "00000005" + "010101011ae1" + "0101"), overV6: false);
        Assert.Equal((1, ReplyOddities.RaggedPeers), (reply.Peers.Count, reply.Oddities));
    }

    [Fact]
    public void Negative_counts_are_kept_raw_and_flagged()
    {
        var reply = UdpReplies.ReadAnnounce(Bytes("00000001" + "12345678" + "ffffffff" + "ffffffff" + "00000005"), overV6: false);
        Assert.Equal((-1L, -1L, 5L, ReplyOddities.ImplausibleNumber), (reply.Interval, reply.Incomplete, reply.Complete, reply.Oddities));
    }

    [Fact]
    public void A_scrape_answer_has_seeders_completed_and_leechers_in_this_order_BEP_15() =>
        Assert.Equal(
            [new ScrapeCounts(1, 3, 2), new ScrapeCounts(0, 0, 0)],
            UdpReplies.ReadScrape(Bytes("00000002" + "12345678" + "000000010000000200000003" + "000000000000000000000000" + "0000")));

    [Theory]
    [InlineData("Connection ID missmatch.\0", "Connection ID missmatch.")]
    [InlineData("", "(no reason given)")]
    [InlineData("a\u001b[2Jb", "a [2Jb")]
    public void An_error_answer_gives_its_text_made_fit_to_show(string text, string shown) =>
        Assert.Equal(shown, UdpReplies.ReadError([.. Bytes("00000003" + "12345678"), .. System.Text.Encoding.UTF8.GetBytes(text)]));

    [Property(MaxTest = 1000, Replay = "3,1")]
    public bool Any_packet_is_read_or_refused_but_never_crashes(byte[] packet, bool overV6)
    {
        foreach (var read in (Action<byte[]>[])[
            bytes => UdpReplies.ReadConnectionId(bytes), bytes => UdpReplies.ReadAnnounce(bytes, overV6), bytes => UdpReplies.ReadScrape(bytes),
            bytes => UdpReplies.ReadError(bytes), bytes => UdpReplies.TryReadHeader(bytes, out _, out _)])
        {
            try
            {
                read(packet);
            }
            catch (WireFormatException)
            {
            }
        }

        return true;
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex);
}
