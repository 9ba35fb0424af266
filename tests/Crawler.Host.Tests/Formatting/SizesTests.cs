using Crawler.Host.Formatting;

namespace Crawler.Host.Tests.Formatting;

public sealed class SizesTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KiB")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(16 * 1024, "16 KiB")]
    [InlineData(1024 * 1024 - 1, "1 MiB")]
    [InlineData(1_503_238_553, "1.4 GiB")]
    [InlineData(long.MaxValue, "8 EiB")]
    public void Sizes_are_in_binary_units(long bytes, string expected) => Assert.Equal(expected, Sizes.Format(bytes));

    [Fact]
    public void The_exact_number_stands_beside_what_hides_it()
    {
        Assert.Equal("512 B", Sizes.FormatExactly(512));
        Assert.Equal("1.4 GiB (1503238553 bytes)", Sizes.FormatExactly(1_503_238_553));
    }
}
