using Crawler.Protocol.Net;
using Crawler.Simulation.Populations;
using Crawler.Simulation.Randomness;

namespace Crawler.Simulation.Tests.Populations;

public class PeerAddressesTests
{
    private readonly SeededRandom _random = new(6);

    [Fact]
    public void Peers_are_at_public_addresses_and_no_two_at_one_endpoint()
    {
        var addresses = new PeerAddresses(natShare: 0.2, v6Share: 0.1);
        var peers = Enumerable.Range(0, 5_000).Select(_ => addresses.Next(_random)).ToArray();

        Assert.All(peers, peer => Assert.Equal(AddressKind.Public, ReservedAddresses.KindOf(peer)));
        Assert.Equal(5_000, peers.Distinct().Count());
        Assert.Equal(500, peers.Count(peer => peer.IsV6), 120.0);
    }

    [Fact]
    public void Some_share_an_address_with_others()
    {
        var addresses = new PeerAddresses(natShare: 0.2);
        var peers = Enumerable.Range(0, 5_000).Select(_ => addresses.Next(_random)).ToArray();

        Assert.Equal(4_000, peers.Select(peer => peer.Address).Distinct().Count(), 120.0);
    }

    [Fact]
    public void An_address_whose_ports_are_all_taken_holds_nobody_up()
    {
        var addresses = new PeerAddresses(natShare: 1);
        var peers = Enumerable.Range(0, 70_000).Select(_ => addresses.Next(_random)).ToHashSet();

        Assert.Equal(70_000, peers.Count);
    }

    [Fact]
    public void Of_made_up_peers_thirteen_percent_are_where_nobody_can_be()
    {
        var bogons = Enumerable.Range(0, 100_000).Count(_ => ReservedAddresses.KindOf(PeerAddresses.MadeUp(_random)) != AddressKind.Public);

        Assert.Equal(0.131, bogons / 100_000.0, 0.004);
    }
}
