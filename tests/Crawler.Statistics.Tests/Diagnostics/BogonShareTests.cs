using Crawler.Statistics.Diagnostics;

namespace Crawler.Statistics.Tests.Diagnostics;

public sealed class BogonShareTests
{
    [Fact]
    public void A_list_made_up_altogether_has_131_bogons_of_a_thousand()
    {
        Assert.Equal(1, BogonShare.Estimate(1000, 131)!.Value, 1e-12);
        Assert.Equal(0.1, BogonShare.Estimate(10_000, 131)!.Value, 1e-12);
        Assert.Null(BogonShare.Estimate(0, 0));
        Assert.Equal(1, BogonShare.Estimate(10, 10));
    }

    [Fact]
    public void One_peer_that_announced_an_impossible_address_is_no_fabrication()
    {
        // A swarm of 165 asked ten times for 50 lists each peer three times.
        Assert.False(BogonShare.IsSignificant(500, 3, 165));
        Assert.False(BogonShare.IsSignificant(500, 6, 165));
        Assert.True(BogonShare.IsSignificant(500, 9, 165));
    }

    [Fact]
    public void A_tenth_of_fakes_is_told_from_five_hundred_listed()
    {
        Assert.False(BogonShare.IsSignificant(500, 0, 1250));
        Assert.False(BogonShare.IsSignificant(500, 2, 1250));
        Assert.True(BogonShare.IsSignificant(500, 3, 1250));
    }

    [Fact]
    public void Without_their_bogons_fewer_of_the_rest_are_made_up()
    {
        Assert.Equal(0, BogonShare.AmongTheRest(0));
        Assert.Equal(1, BogonShare.AmongTheRest(1), 1e-12);
        Assert.Equal(0.08805, BogonShare.AmongTheRest(0.1), 1e-5);
    }
}
