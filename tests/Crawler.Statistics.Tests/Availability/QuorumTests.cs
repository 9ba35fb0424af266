using Crawler.Statistics.Availability;

namespace Crawler.Statistics.Tests.Availability;

public class QuorumTests
{
    [Fact]
    public void Who_cannot_tell_has_no_vote()
    {
        var quorum = Quorum.Of([true, false, null, null, true]);

        Assert.Equal(new Quorum(Down: 1, Known: 3, Unknown: 2), quorum);
        Assert.Equal((true, true), (quorum.IsUp, quorum.IsDivided));
    }

    [Theory]
    [InlineData(0, 0, null, false)]
    [InlineData(0, 3, true, false)]
    [InlineData(3, 3, false, false)]
    [InlineData(2, 3, false, true)]
    [InlineData(1, 2, null, true)]
    public void Most_decide_and_a_tie_decides_nothing(int down, int known, bool? isUp, bool isDivided)
    {
        var quorum = new Quorum(down, known, 0);

        Assert.Equal((isUp, isDivided), (quorum.IsUp, quorum.IsDivided));
    }
}
