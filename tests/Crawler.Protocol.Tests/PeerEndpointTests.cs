using System.Net;

namespace Crawler.Protocol.Tests;

public class PeerEndpointTests
{
    [Theory]
    [InlineData("192.0.2.1", 6881, "c00002011ae1")]
    [InlineData("2001:db8::1", 65535, "20010db8000000000000000000000001ffff")]
    public void The_compact_form_is_address_then_port_in_network_order(string address, int port, string hex)
    {
        var peer = PeerEndpoint.From(IPAddress.Parse(address), port);
        Span<byte> compact = stackalloc byte[18];
        compact = compact[..peer.WriteCompact(compact)];
        Assert.Equal(hex, Convert.ToHexStringLower(compact));
        Assert.Equal(peer, compact.Length == 6 ? PeerEndpoint.FromCompactV4(compact) : PeerEndpoint.FromCompactV6(compact));
        Assert.Equal(IPAddress.Parse(address), peer.Address);
        Assert.Equal(port, peer.Port);
        Assert.Equal(new IPEndPoint(IPAddress.Parse(address), port).ToString(), peer.ToString());
    }

    [Fact]
    public void A_v4_mapped_address_is_the_IPv4_peer_it_stands_for() =>
        Assert.Equal(PeerEndpoint.From(IPAddress.Parse("192.0.2.1"), 1), PeerEndpoint.From(IPAddress.Parse("::ffff:192.0.2.1"), 1));

    [Fact]
    public void Port_and_family_tell_peers_apart()
    {
        var peer = PeerEndpoint.From(IPAddress.Any, 1);
        Assert.NotEqual(peer, PeerEndpoint.From(IPAddress.Any, 2));
        Assert.NotEqual(peer, PeerEndpoint.From(IPAddress.IPv6Any, 1));
        Assert.True(peer < PeerEndpoint.From(IPAddress.Any, 2));
        Assert.True(PeerEndpoint.From(IPAddress.Broadcast, 2) < PeerEndpoint.From(IPAddress.IPv6Any, 1));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void A_port_out_of_range_is_refused(int port) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PeerEndpoint.From(IPAddress.Any, port));
}
