using System.Text;
using Crawler.Protocol.Clients;

namespace Crawler.Protocol.Tests.Clients;

public class ClientNameTests
{
    [Theory]
    [InlineData("-qB4500-", "qBittorrent 4.5.0")]
    [InlineData("-qB50A1-", "qBittorrent 5.0.10.1")]
    [InlineData("-TR2940-", "Transmission 2.94")]
    [InlineData("-TR3000-", "Transmission 3.00")]
    [InlineData("-TR4060-", "Transmission 4.0.6")]
    [InlineData("-TR410B-", "Transmission 4.1.0")]
    [InlineData("-UT355W-", "uTorrent 3.5.5")]
    [InlineData("-BC0178-", "BitComet 1.78")]
    [InlineData("-lt0D60-", "rTorrent 0.13.6")]
    [InlineData("-LT20C1-", "libtorrent 2.0.12.1")]
    [InlineData("-DE211s-", "Deluge 2.1.1")]
    [InlineData("-AZ5770-", "Vuze 5.7.7")]
    [InlineData("-WW0109-", "WebTorrent 1.09")]
    [InlineData("-GT0003-", "anacrolix/torrent 0.0.0.3")]
    [InlineData("-CR0100-", "Crawler 0.1.0")]
    [InlineData("-A~0001-", "Ares 0.0.0.1")]
    [InlineData("-ML2.7.2-", "mldonkey 2.7.2")]
    [InlineData("-ML203.0.113.7", "mldonkey")]
    [InlineData("-ML20.0.11.7-", "mldonkey 20.0.11")]
    [InlineData("-XY1234-", "-XY- 1.2.3.4")]
    [InlineData("-qBabcd-", "qBittorrent")]
    [InlineData("A2-1-36-0-", "aria2 1.36.0")]
    [InlineData("M7-10-5--", "BitTorrent 7.10.5")]
    [InlineData("Q1-23-4--", "Queen Bee 1.23.4")]
    [InlineData("T03I------", "BitTornado 0.3.18")]
    [InlineData("XBT054d-", "XBT 0.5.4")]
    [InlineData("exbc\u0001\u000a", "BitComet 1.10")]
    [InlineData("FUTB\u0001\u000a", "BitComet 1.10")]
    [InlineData("-BOWA0C-", "Bits on Wheels")]
    [InlineData("-G3g3rmz", "G3 Torrent")]
    public void The_software_is_told_by_the_conventions_of_BEP_20_and_of_clients_since(string beginning, string expected) =>
        Assert.Equal(expected, ClientName.Of(Id(beginning))?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("-qB\u001b[1m-")]
    [InlineData("-\u0000\u00001234-")]
    [InlineData("-<b1234-")]
    [InlineData("M7-")]
    [InlineData("M-------")]
    [InlineData("A2-x------")]
    [InlineData("T---------")]
    [InlineData("T\u001b\u001b\u001b\u001b----")]
    [InlineData("S")]
    public void What_follows_no_convention_tells_nothing(string beginning) => Assert.Null(ClientName.Of(Id(beginning)));

    [Fact]
    public void Whatever_stands_in_an_id_a_name_is_short_and_printable()
    {
        var random = new Random(20);
        Span<byte> id = stackalloc byte[PeerId.Length];
        string[] beginnings = ["", "-", "-qB", "-TR", "-BC", "-ML", "A2-", "M", "T", "XBT", "exbc"];
        for (var round = 0; round < 20_000; round++)
        {
            random.NextBytes(id);
            Encoding.ASCII.GetBytes(beginnings[round % beginnings.Length], id);
            if (ClientName.Of(new PeerId(id))?.ToString() is not { } text) continue;
            Assert.InRange(text.Length, 1, 50);
            Assert.All(text, letter => Assert.InRange(letter, ' ', '~'));
        }
    }

    /// <summary>The rest of an id is random letters as a rule.</summary>
    private static PeerId Id(string beginning) => new(Encoding.Latin1.GetBytes(beginning.PadRight(PeerId.Length, 'k')));
}
