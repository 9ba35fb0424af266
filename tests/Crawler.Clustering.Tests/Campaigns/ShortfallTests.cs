using Crawler.Clustering.Campaigns;

namespace Crawler.Clustering.Tests.Campaigns;

public class ShortfallTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Shortfall _shortfall = new(3);

    [Fact]
    public void Shards_that_have_fewer_than_they_should_are_fed() => Assert.Equal([1, 2], At(0, expected: [5, 5, 5], actual: [5, 4, 0]));

    [Fact]
    public void A_shard_that_stays_short_is_fed_again_ever_more_seldom()
    {
        Assert.Equal([0], Feed(0, [5, 0, 0], [4, 0, 0]));
        Assert.Empty(Feed(4, [5, 0, 0], [4, 0, 0]));
        Assert.Equal([0], Feed(5, [5, 0, 0], [4, 0, 0]));
        Assert.Empty(Feed(14, [5, 0, 0], [4, 0, 0]));
        Assert.Equal([0], Feed(15, [5, 0, 0], [4, 0, 0]));
    }

    [Fact]
    public void One_that_lost_some_more_or_is_to_have_more_is_fed_at_once()
    {
        Feed(0, [5, 0, 0], [4, 0, 0]);
        Assert.Equal([0], Feed(1, [5, 0, 0], [0, 0, 0]));
        Assert.Equal([0], Feed(2, [6, 0, 0], [0, 0, 0]));
    }

    [Fact]
    public void One_that_was_whole_in_between_begins_anew()
    {
        Feed(0, [5, 0, 0], [0, 0, 0]);
        Feed(1, [5, 0, 0], [5, 0, 0]);
        Assert.Equal([0], Feed(2, [5, 0, 0], [0, 0, 0]));
    }

    private List<int> Feed(int seconds, int[] expected, int[] actual)
    {
        var short_ = At(seconds, expected, actual);
        foreach (var shard in short_) _shortfall.WasFed(shard, actual[shard], expected[shard], Noon.AddSeconds(seconds));
        return short_;
    }

    private List<int> At(int seconds, int[] expected, int[] actual) => [.. _shortfall.At(shard => expected[shard], shard => actual[shard], Noon.AddSeconds(seconds))];
}
