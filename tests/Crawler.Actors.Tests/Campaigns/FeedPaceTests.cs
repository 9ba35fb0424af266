using Crawler.Actors.Campaigns;

namespace Crawler.Actors.Tests.Campaigns;

public sealed class FeedPaceTests
{
    [Theory]
    [InlineData(0, 2000)]
    [InlineData(10_000, 2000)]
    [InlineData(20_000, 500)]
    [InlineData(100_000, 20)]
    public void The_more_calls_wait_the_slower_and_never_not_at_all(long waiting, double perSecond) =>
        Assert.Equal(perSecond, FeedPace.Standard.PerSecond(waiting), precision: 6);
}
