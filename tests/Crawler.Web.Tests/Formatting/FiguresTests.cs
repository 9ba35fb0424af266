using Crawler.Web.Formatting;

namespace Crawler.Web.Tests.Formatting;

public sealed class FiguresTests
{
    [Fact]
    public void What_is_absent_is_a_dash_and_zero_is_zero()
    {
        Assert.Equal(["–", "0"], new[] { Figures.Count((long?)null), Figures.Count(0L) });
        Assert.Equal(["–", "0.0 %"], new[] { Figures.Share(null), Plain(Figures.Share(0)) });
        Assert.Equal(["–", "0 /s"], new[] { Figures.Rate(null), Plain(Figures.Rate(0)) });
        Assert.Equal("–", Figures.Seconds(double.NaN));
    }

    [Theory]
    [InlineData(1_927, "1 927")]
    [InlineData(61_480_000, "61 480 000")]
    public void Counts_are_grouped(long count, string written) => Assert.Equal(written, Plain(Figures.Count(count)));

    [Theory]
    [InlineData(0.9996, "99.9 %")]
    [InlineData(1.0, "100 %")]
    public void A_share_is_never_rounded_up_to_always(double share, string written) => Assert.Equal(written, Plain(Figures.Share(share)));

    [Theory]
    [InlineData(0.0004, "0.4 ms")]
    [InlineData(0.084, "84 ms")]
    [InlineData(75, "1 min 15 s")]
    [InlineData(273_600, "3 d 4 h")]
    [InlineData(-90, "−1 min 30 s")]
    public void Lengths_have_two_units_at_most(double seconds, string written) => Assert.Equal(written, Plain(Figures.Seconds(seconds)));

    private static string Plain(string text) => text.Replace('\u202f', ' ');
}
