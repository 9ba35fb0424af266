using Crawler.Statistics.Sizes;

namespace Crawler.Statistics.Tests.Sizes;

public sealed class EnumerationRuleTests
{
    [Theory]
    [InlineData(30, 200, null, 30L, true)]
    [InlineData(30, 200, null, 31L, true)] // ourselves
    [InlineData(30, 200, null, 35L, true)]
    [InlineData(30, 200, null, 36L, false)] // it keeps some back
    [InlineData(185, 200, null, 185L, false)] // as good as full: chance, or a cap
    [InlineData(74, 200, null, 1000L, false)] // the same 74 for everybody
    [InlineData(30, 200, null, null, false)] // no witness
    [InlineData(30, 200, 120, null, true)] // it has given more at another time
    [InlineData(30, 200, 30, null, false)]
    [InlineData(30, -1, null, 31L, true)]
    [InlineData(30, -1, 120, null, false)] // who knows what it meant to give
    [InlineData(0, 200, null, 1L, true)] // we alone
    [InlineData(0, 200, null, 0L, true)]
    [InlineData(0, 200, null, 2L, false)]
    [InlineData(0, 200, 50, null, false)]
    public void A_reply_is_the_whole_swarm_if_it_is_short_and_somebody_says_so(int listed, int numWant, int? knownCap, long? claimed, bool whole) =>
        Assert.Equal(whole, EnumerationRule.IsWhole(listed, numWant, knownCap, claimed));
}
