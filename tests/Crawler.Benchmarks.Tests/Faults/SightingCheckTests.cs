using System.Net;
using Crawler.Benchmarks.Faults;
using Crawler.Protocol;

namespace Crawler.Benchmarks.Tests.Faults;

public class SightingCheckTests
{
    private static readonly IPAddress Tracker = IPAddress.Parse("127.0.1.1");
    private static readonly PeerEndpoint Other = PeerEndpoint.From(IPAddress.Parse("20.0.0.1"), 1024);
    private static readonly PeerEndpoint Ourselves = PeerEndpoint.From(IPAddress.Parse("20.0.0.2"), 6881);

    [Fact]
    public void An_aggregate_that_counts_each_peer_once_a_reply_and_leaves_us_out_is_right_and_any_other_is_not()
    {
        var check = new SightingCheck();
        byte[] reply = [20, 0, 0, 1, 4, 0, 20, 0, 0, 1, 4, 0, 20, 0, 0, 2, 0x1A, 0xE1];
        check.Add(1, 2, 4, Tracker, Ourselves, reply);
        check.Add(1, 2, 4, Tracker, Ourselves, reply);

        Assert.Equal(0, check.Differences([(Key(Other), 2)]));
        Assert.Equal(1, check.Differences([(Key(Other), 3)]));
        Assert.Equal(1, check.Differences([(Key(Other), 2), (Key(Ourselves), 2)]));
        Assert.Equal(1, check.Differences([]));
    }

    private static SightingKey Key(PeerEndpoint peer) => new(1, 2, 4, peer);
}
