using Crawler.Web.Compositions;

namespace Crawler.Web.Tests.Compositions;

public sealed class PartsTests
{
    [Fact]
    public void What_fewer_than_three_have_is_counted_and_not_named()
    {
        var parts = Parts.Fold(20, [new("LI", null, 2), new("DE", null, 9), new("NR", null, 1), new("US", null, 3)]);

        Assert.Equal(["DE", "US"], parts.Items.Select(part => part.Name));
        Assert.Equal((2, 3), (parts.OtherKinds, parts.Others));
        Assert.Equal((4, 15, 5), (parts.Kinds, parts.Known, parts.Unknown));
        Assert.Equal(0.75, parts.Coverage);
        Assert.Equal(0.6, parts.ShareOf(9));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public void What_is_left_out_is_never_lost(int most)
    {
        var parts = Parts.Fold(1_000, Enumerable.Range(1, 40).Select(i => new Part($"AS{i}", null, i)));
        var first = parts.First(most);

        Assert.Equal(Math.Min(most, 38), first.Items.Count);
        Assert.Equal((parts.Kinds, parts.Known, parts.Unknown), (first.Kinds, first.Known, first.Unknown));
    }

    [Fact]
    public void So_many_are_kept_and_no_more()
    {
        var parts = Parts.Fold(100_000, Enumerable.Range(0, 5_000).Select(i => new Part($"AS{i:0000}", null, 10)));

        Assert.Equal(Parts.Most, parts.Items.Count);
        Assert.Equal("AS0000", parts.Items[0].Name);
        Assert.Equal((4_900, 49_000), (parts.OtherKinds, parts.Others));
    }

    [Fact]
    public void Of_nothing_there_is_no_share()
    {
        var none = Parts.Fold(0, []);

        Assert.Null(none.Coverage);
        Assert.Null(none.ShareOf(0));
        Assert.Equal(0, none.Unknown);
    }
}
