using Crawler.Protocol.Announce;

namespace Crawler.Protocol.Tests.Announce;

public class PeerListTests
{
    [Fact]
    public void IPv4_peers_come_before_IPv6_peers_and_duplicates_stay()
    {
        byte[] v4 = [1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1];
        byte[] v6 = [0x20, 1, .. new byte[13], 1, 0, 2];
        var list = new PeerList(v4, v6);
        Assert.Equal((2, 1, 3), (list.CountV4, list.CountV6, list.Count));
        Assert.Equal(["1.1.1.1:1", "1.1.1.1:1", "[2001::1]:2"], list.ToArray().Select(peer => peer.ToString()));
        var walked = new List<PeerEndpoint>();
        foreach (var peer in list) walked.Add(peer);
        Assert.Equal(list.ToArray(), walked);
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(0, 17)]
    public void Peers_must_be_whole(int v4, int v6) => Assert.Throws<ArgumentException>(() => new PeerList(new byte[v4], new byte[v6]));
}
