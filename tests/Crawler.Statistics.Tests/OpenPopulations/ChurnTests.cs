using Crawler.Statistics.OpenPopulations;

namespace Crawler.Statistics.Tests.OpenPopulations;

public sealed class ChurnTests
{
    [Fact]
    public void A_peer_of_165_missed_by_thirteen_replies_of_50_is_gone() => Assert.Equal(13, Churn.MissesUntilGone(165, 50));

    [Theory]
    [InlineData(50, 50, 1)]
    [InlineData(10, 50, 1)]
    [InlineData(100, 95, 2)]
    public void A_reply_of_nearly_all_needs_few(double size, double reply, int misses) =>
        Assert.Equal(misses, Churn.MissesUntilGone(size, reply));

    [Fact]
    public void A_window_of_a_tenth_of_a_session_inflates_counts_by_a_tenth_and_Darroch_by_half_of_it()
    {
        Assert.Equal(1.1, Churn.OfDistinct(0.1), 1e-12);
        Assert.Equal(1.045, Churn.OfDarroch(0.1), 1e-12);
    }
}
