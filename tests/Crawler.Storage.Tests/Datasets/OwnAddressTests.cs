using System.Net;
using Crawler.Storage.Datasets;

namespace Crawler.Storage.Tests.Datasets;

public class OwnAddressTests
{
    private static readonly byte[] V4 = IPAddress.Parse("8.8.0.3").GetAddressBytes(), V6 = IPAddress.Parse("2001:db8::3").GetAddressBytes();

    [Fact]
    public void Where_we_are_is_zeros_whatever_the_port_and_others_stay()
    {
        byte[] peers = [.. V4, 26, 225, 8, 8, 0, 4, 0, 1, .. V4, 0, 7];

        Assert.Equal("00000000" + "1ae1" + "08080004" + "0001" + "00000000" + "0007", OwnAddress.Hidden(peers, v6: false, null, V4));
        Assert.Equal(new string('0', 32) + "1ae1", OwnAddress.Hidden([.. V6, 26, 225], v6: true, V4, V6));
        Assert.Null(OwnAddress.Hidden([], v6: false, V4));
        Assert.Equal(("0.0.0.0", "::"), (OwnAddress.Written(V4), OwnAddress.Written(V6)));
    }

    [Theory]
    [InlineData("0808000400", false)]
    [InlineData("080800040001", true)]
    [InlineData("08080004000", false)]
    [InlineData("no digits at all", false)]
    public void Peers_that_are_not_whole_are_refused(string hex, bool v6) => Assert.Throws<FormatException>(() => OwnAddress.Peers(hex, v6));
}
