using System.Net;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Tests.Announce;

public class BogonFilterTests
{
    private static readonly PeerList Peers = List("1.1.1.1:6881", "10.0.0.1:1", "127.0.0.1:1", "1.1.1.2:0", "224.0.0.1:0", "[2606:4700::1]:1", "[fe80::1]:1", "[::ffff:10.0.0.1]:1");

    [Fact]
    public void Reserved_addresses_and_port_0_are_counted_and_kept_out_of_statistics()
    {
        var filter = BogonFilter.PublicOnly;
        Assert.Equal(new BogonCount(Genuine: 2, Reserved: 5, PortZero: 1), filter.Count(Peers));
        Assert.Equal(6, filter.Count(Peers).Bogons);
        Assert.Equal(["1.1.1.1:6881", "[2606:4700::1]:1"], Genuine(filter));
    }

    [Fact]
    public void A_lab_can_count_its_own_addresses_as_genuine() =>
        Assert.Equal(new BogonCount(Genuine: 5, Reserved: 2, PortZero: 1), new BogonFilter(new AddressPolicy(allowPrivate: true)).Count(Peers));

    [Fact]
    public void The_raw_list_is_left_as_the_tracker_sent_it()
    {
        BogonFilter.PublicOnly.Count(Peers);
        Assert.Equal((8, 6 * 6), (Peers.Count, Peers.CompactV4.Length));
    }

    [Fact]
    public void Filtering_allocates_nothing()
    {
        Walk();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Walk();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static int Walk()
        {
            var count = BogonFilter.PublicOnly.Count(Peers).Bogons;
            foreach (var peer in BogonFilter.PublicOnly.Genuine(Peers)) count += peer.Port;
            return count;
        }
    }

    private static List<string> Genuine(BogonFilter filter)
    {
        List<string> genuine = [];
        foreach (var peer in filter.Genuine(Peers)) genuine.Add(peer.ToString());
        return genuine;
    }

    private static PeerList List(params string[] peers)
    {
        List<byte> v4 = [], v6 = [];
        Span<byte> bytes = stackalloc byte[18];
        foreach (var peer in peers.Select(IPEndPoint.Parse))
        {
            var endpoint = PeerEndpoint.From(peer.Address, peer.Port);
            (endpoint.IsV6 ? v6 : v4).AddRange(bytes[..endpoint.WriteCompact(bytes)]);
        }

        return new PeerList([.. v4], [.. v6]);
    }
}
