using Crawler.Host.Formatting;
using Crawler.Statistics.Sizes;

namespace Crawler.Host.Tests.Formatting;

public sealed class SizeTextTests
{
    [Theory]
    [InlineData(SizeMethod.Darroch, 4990.4, 4810.0, 5190.0, "4990 [4810–5190]")]
    [InlineData(SizeMethod.DarrochJackknife, 13.09, 10.8, 22.1, "13 [10–23]")]
    [InlineData(SizeMethod.Union, 140.0, 119.9999999, 160.0000001, "140 [120–160]")]
    [InlineData(SizeMethod.Darroch, 4990.0, 4810.0, null, "4990 [≥ 4810]")]
    [InlineData(SizeMethod.Darroch, null, 200.0, null, "≥ 200")]
    [InlineData(SizeMethod.AtLeast, null, 200.0, null, "≥ 200")]
    [InlineData(SizeMethod.Enumerated, 40.0, 40.0, 40.0, "40 (all)")]
    [InlineData(SizeMethod.Enumerated, 0.0, 0.0, 0.0, "0 (all)")]
    [InlineData(SizeMethod.JollySeber, 1e15, 9e14, 2e15, "1000000000000000 [900000000000000–2000000000000000]")]
    [InlineData(SizeMethod.None, null, 0.0, null, null)]
    public void A_size_stands_with_its_interval(SizeMethod method, double? size, double low, double? high, string? text) =>
        Assert.Equal(text, SizeText.Size(new SizeEstimate { Method = method, Size = size, Low = low, High = high }));

    [Fact]
    public void Every_method_but_none_has_its_words()
    {
        Assert.Null(SizeText.Method(SizeMethod.None));
        var words = Enum.GetValues<SizeMethod>().Where(method => method != SizeMethod.None).Select(method => SizeText.Method(method)).ToList();
        Assert.All(words, text => Assert.InRange(text!.Length, 1, 12));
        Assert.Distinct(words);
    }

    [Fact]
    public void Every_flag_has_its_words_and_none_has_none()
    {
        Assert.Null(SizeText.Flags(SizeFlags.None));
        var words = Enum.GetValues<SizeFlags>().Where(flag => flag != SizeFlags.None).Select(SizeText.Flags).ToList();
        Assert.All(words, text => Assert.InRange(text!.Length, 1, 20));
        Assert.Distinct(words);
    }

    [Fact]
    public void The_gravest_flag_comes_first()
    {
        const SizeFlags flags = SizeFlags.FewOccasions | SizeFlags.FixedSubset | SizeFlags.Overdispersed;

        Assert.Equal("same subset, few looks, uneven", SizeText.Flags(flags));
        Assert.Equal(["few_occasions", "overdispersed", "fixed_subset"], SizeText.Names(flags));
        Assert.Empty(SizeText.Names(SizeFlags.None));
    }
}
