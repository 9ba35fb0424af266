using System.Net;
using Crawler.Actors.Measuring;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;

namespace Crawler.Actors.Tests.Measuring;

public sealed class CanaryTests
{
    private static readonly HashSet<int> OurPorts = [6882, 6883];

    [Fact]
    public void A_canary_is_announced_to_every_tracker_once_but_not_to_those_of_private_torrents()
    {
        var shared = Samples.Target("http://a.example/announce", "http://b.example/announce");
        var secret = Samples.Target("http://b.example/announce", "http://c.example/announce?passkey=1") with { IsPrivate = true };
        var canary = Canary.Over([shared, shared, secret])!;

        Assert.True(canary.IsCanary);
        Assert.NotEqual(Samples.Hash, canary.InfoHash);
        Assert.Equal(["a.example"], canary.Trackers.Entries.Select(entry => entry.Url.Host));
        Assert.Null(Canary.Over([secret]));
    }

    [Fact]
    public void Nor_to_a_tracker_whose_URL_carries_what_may_be_a_passkey_since_a_magnet_does_not_say_that_it_is_private() =>
        Assert.Null(Canary.Over([Samples.Target("http://d.example/0123456789abcdef0123456789abcdef/announce")]));

    [Fact]
    public void Nobody_there_is_honest() => Assert.False(Canary.IsFabricated(Answer(0, 1), OurPorts, OurPorts.Count));

    [Fact]
    public void Ourselves_there_is_honest_also_under_the_port_another_name_of_the_tracker_was_told_and_behind_NAT() =>
        Assert.False(Canary.IsFabricated(Answer(0, 2, "203.0.113.9:6882", "203.0.113.9:6883", "192.0.2.1:51413"), OurPorts, OurPorts.Count));

    [Fact]
    public void Somebody_else_there_is_made_up() => Assert.True(Canary.IsFabricated(Answer(0, 1, "198.51.100.7:51413"), OurPorts, OurPorts.Count));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 3)]
    public void So_is_a_seeder_or_more_leechers_than_we_can_be(long complete, long incomplete) =>
        Assert.True(Canary.IsFabricated(Answer(complete, incomplete), OurPorts, OurPorts.Count));

    [Fact]
    public void Over_two_families_we_may_be_there_twice_under_one_port() => Assert.False(Canary.IsFabricated(Answer(0, 3), OurPorts, sessions: 4));

    [Fact]
    public void A_refusal_is_honest() => Assert.False(Canary.IsFabricated(Samples.Failed(AttemptOutcome.Refused, "unregistered torrent"), OurPorts, OurPorts.Count));

    private static Attempt Answer(long complete, long incomplete, params string[] peers)
    {
        var attempt = Samples.Ok(1800, peers: peers) with { OwnEndpoint = PeerEndpoint.From(IPAddress.Parse("192.0.2.1"), 6882) };
        return attempt with { Reply = attempt.Reply! with { Complete = complete, Incomplete = incomplete } };
    }
}
