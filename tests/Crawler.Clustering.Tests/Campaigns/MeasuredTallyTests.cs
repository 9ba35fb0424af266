using Crawler.Clustering.Campaigns;

namespace Crawler.Clustering.Tests.Campaigns;

public class MeasuredTallyTests
{
    [Fact]
    public void What_a_crawler_said_last_counts_while_it_goes_on_saying_it()
    {
        var (tally, noon) = (new MeasuredTally(), new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
        tally.Said("one", 10, noon);
        tally.Said("two", 5, noon);
        tally.Said("two", 6, noon.AddSeconds(8));

        Assert.Equal(16, tally.At(noon.AddSeconds(9)));
        Assert.Equal(6, tally.At(noon.AddSeconds(10)));
    }
}
