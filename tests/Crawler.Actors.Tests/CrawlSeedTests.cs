using Crawler.Protocol;

namespace Crawler.Actors.Tests;

public class CrawlSeedTests
{
    [Fact]
    public void The_same_seed_is_the_same_peer_and_rolls_the_same_dice()
    {
        var (one, again, other) = (new CrawlSeed(7), new CrawlSeed(7), new CrawlSeed(8));

        Assert.Equal(one.Identity(6881, 50).PeerId, again.Identity(6881, 50, identities: 3).PeerId);
        Assert.Equal(one.Identity(1, 50, 3).Further, again.Identity(1, 50, 3).Further);
        Assert.Equal(4, one.Identity(1, 50, 3).Further.Select(further => further.PeerId).Append(one.Identity(1, 50).PeerId).Append(other.Identity(1, 50).PeerId).Distinct().Count());
        Assert.StartsWith(PeerId.DefaultPrefix, one.Identity(1, 50).PeerId.ToString(), StringComparison.Ordinal);
        Assert.Equal((again.Sample, true), (one.Sample, one.Sample != other.Sample));
        Assert.Equal(Rolls(one), Rolls(again));
        Assert.NotEqual(Rolls(one), Rolls(other));
        Assert.All(Rolls(one), roll => Assert.InRange(roll, 0, 1));
        Assert.InRange(Rolls(one).Average(), 0.45, 0.55);
    }

    private static IReadOnlyList<double> Rolls(CrawlSeed seed)
    {
        var dice = seed.Dice();
        return [.. Enumerable.Range(0, 1000).Select(_ => dice())];
    }
}
