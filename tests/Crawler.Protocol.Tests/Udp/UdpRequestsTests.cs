using System.Buffers.Binary;
using System.Text;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Udp;

namespace Crawler.Protocol.Tests.Udp;

public class UdpRequestsTests
{
    private static readonly AnnounceRequest Request = new()
    {
        InfoHash = InfoHash.Parse("0102030405060708090a0b0c0d0e0f1011121314"),
        PeerId = new PeerId("-CR0100-abcdefghijkl"u8),
        Port = 6881,
        Downloaded = 1,
        Left = 2,
        Uploaded = 3,
        Event = AnnounceEvent.Started,
        Key = 0xDEADBEEF,
    };

    [Fact]
    public void A_connect_is_16_bytes_BEP_15() =>
        Assert.Equal("0000041727101980" + "00000000" + "12345678", Hex(UdpRequests.Connect(0x12345678)));

    [Fact]
    public void An_announce_is_98_bytes_BEP_15() => Assert.Equal(
        "1122334455667788" + "00000001" + "12345678" + "0102030405060708090a0b0c0d0e0f1011121314" + Hex("-CR0100-abcdefghijkl"u8.ToArray())
        + "0000000000000001" + "0000000000000002" + "0000000000000003" + "00000002" + "00000000" + "deadbeef" + "ffffffff" + "1ae1",
        Hex(UdpRequests.Announce(0x1122334455667788, 0x12345678, Request, "/")));

    [Theory]
    [InlineData(10)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(700)]
    public void Path_and_query_follow_in_chunks_of_at_most_255_bytes_BEP_41(int length)
    {
        var path = "/announce?" + new string('k', length - 10);
        var packet = UdpRequests.Announce(1, 2, Request, path);
        var read = new StringBuilder();
        for (var at = 98; at < packet.Length; at += 2 + packet[at + 1])
        {
            Assert.Equal(2, packet[at]);
            read.Append(Encoding.ASCII.GetString(packet, at + 2, packet[at + 1]));
        }

        Assert.Equal(path, read.ToString());
        Assert.Equal(98 + length + (2 * ((length + 254) / 255)), packet.Length);
    }

    [Fact]
    public void A_scrape_holds_up_to_74_hashes_BEP_15()
    {
        var packet = UdpRequests.Scrape(1, 2, Enumerable.Repeat(Request.InfoHash, 74).ToArray());
        Assert.Equal((16 + (74 * 20), 2), (packet.Length, BinaryPrimitives.ReadInt32BigEndian(packet.AsSpan(8))));
        Assert.Equal(Request.InfoHash.ToArray(), packet[^20..]);
        Assert.Throws<ArgumentOutOfRangeException>(() => UdpRequests.Scrape(1, 2, new InfoHash[75]));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
