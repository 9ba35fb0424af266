using Crawler.Actors.Torrents;

namespace Crawler.Actors.Tests.Torrents;

public sealed class SwarmTests
{
    [Fact]
    public void Peers_are_counted_once_by_tracker_and_once_in_union()
    {
        var swarm = new Swarm();
        Assert.Equal(2, swarm.Add(0, Samples.Ok(60, peers: ["192.0.2.1:1", "192.0.2.2:1", "192.0.2.1:1"]).Reply!.Peers, default));
        Assert.Equal(1, swarm.Add(1, Samples.Ok(60, peers: ["192.0.2.2:1", "192.0.2.3:1"]).Reply!.Peers, default));
        Assert.Equal((2, 2, 3), (swarm.DistinctAt(0), swarm.DistinctAt(1), swarm.Distinct));
    }

    [Fact]
    public void The_same_address_on_another_port_is_another_peer()
    {
        var swarm = new Swarm();
        swarm.Add(0, Samples.Ok(60, peers: ["192.0.2.1:1", "192.0.2.1:2"]).Reply!.Peers, default);
        Assert.Equal(2, swarm.Distinct);
    }
}
