using System.Net;
using Crawler.Actors.Torrents;
using Crawler.Protocol;

namespace Crawler.Actors.Tests.Torrents;

public sealed class PeerKeyTests
{
    [Fact]
    public void An_IPv4_peer_is_its_address_and_port() =>
        Assert.Equal(0xC0000201_1AE1UL, PeerKey.Of(PeerEndpoint.From(IPAddress.Parse("192.0.2.1"), 0x1AE1)));

    [Fact]
    public void IPv6_peers_that_differ_in_address_or_port_have_keys_of_their_own()
    {
        var keys = Enumerable.Range(1, 2000).SelectMany(i => new[]
        {
            PeerKey.Of(PeerEndpoint.From(IPAddress.Parse($"2001:db8::{i:x}"), 6881)),
            PeerKey.Of(PeerEndpoint.From(IPAddress.Parse($"2001:db8:{i:x}::1"), 6881)),
            PeerKey.Of(PeerEndpoint.From(IPAddress.Parse("2001:db8::1"), 10_000 + i)),
        }).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }
}
