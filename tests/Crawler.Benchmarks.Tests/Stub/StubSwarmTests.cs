using Crawler.Benchmarks.Stub;
using Crawler.Protocol;
using Crawler.Protocol.Net;

namespace Crawler.Benchmarks.Tests.Stub;

/// <summary>Replies a load is made of must be as said: their mean, their distinct and public peers, the same swarm every time.</summary>
public class StubSwarmTests
{
    private const int Mean = 15;
    private const int Most = 200;

    private static readonly SwarmSizeLaw Law = new(Mean, Most);

    [Fact]
    public void Replies_hold_as_many_peers_as_was_asked_on_average_and_many_hold_none()
    {
        var sizes = Enumerable.Range(0, 20_000).Select(number => Swarm(number).Size).ToArray();

        Assert.InRange(sizes.Average(size => Math.Min(size, Most)), Mean - 1.5, Mean + 1.5);
        Assert.InRange(sizes.Count(size => size == 0), 2_000, 12_000);
        Assert.Contains(sizes, size => size > Most);
        Assert.True(sizes.Max() <= SwarmSizeLaw.Largest);
    }

    [Fact]
    public void A_sample_is_fresh_distinct_public_and_of_the_swarm()
    {
        var swarm = new StubSwarm(bits: 42, size: 3 * Most);
        var dice = 1UL;
        var all = Peers(swarm, 3 * Most, ref dice);
        var first = Peers(swarm, Most, ref dice);
        var second = Peers(swarm, Most, ref dice);

        Assert.Equal(3 * Most, all.Distinct().Count());
        Assert.Equal(Most, first.Distinct().Count());
        Assert.Subset(all.ToHashSet(), first.ToHashSet());
        Assert.NotEqual(first, second);
        Assert.All(all, peer => Assert.Equal(AddressKind.Public, ReservedAddresses.KindOf(peer)));
    }

    [Fact]
    public void A_place_is_found_again_by_its_host_and_port()
    {
        var addresses = new StubAddresses(hosts: 600, ports: [4001, 4002]);

        foreach (var place in (int[])[0, 249, 250, 599, 600, 1199])
        {
            var url = new Uri(addresses.UrlOf(place));
            Assert.Equal(place, addresses.IndexOf(url.Host, url.Port));
        }

        Assert.Equal(-1, addresses.IndexOf("127.0.3.200", 4001));
        Assert.Equal(-1, addresses.IndexOf("127.0.1.1", 4003));
        Assert.Equal(-1, addresses.IndexOf("tracker.example", 4001));
    }

    private static StubSwarm Swarm(int number) => StubSwarm.Of(StubTargets.HashOf(number).ToArray(), Law);

    private static PeerEndpoint[] Peers(StubSwarm swarm, int wanted, ref ulong dice)
    {
        var bytes = new byte[wanted * StubSwarm.PeerLength];
        var count = swarm.Sample(wanted, ref dice, bytes);
        return [.. Enumerable.Range(0, count).Select(i => PeerEndpoint.FromCompactV4(bytes.AsSpan(i * StubSwarm.PeerLength)))];
    }
}
