using Crawler.Host.Formatting;

namespace Crawler.Host.Tests.Formatting;

public class SizeReaderTests
{
    [Theory]
    [InlineData("4096", 4096)]
    [InlineData("512MiB", 512L << 20)]
    [InlineData("2 GiB", 2L << 30)]
    [InlineData("1.5g", 3L << 29)]
    [InlineData("64k", 64 << 10)]
    [InlineData("1 B", 1)]
    public void Sizes_are_read_as_people_write_them(string text, long bytes)
    {
        Assert.True(SizeReader.TryParse(text, out var read, out var problem), problem);
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("GiB")]
    [InlineData("2 parsecs")]
    [InlineData("1e9")]
    [InlineData("9999999999 TiB")]
    public void What_is_no_size_is_refused_in_a_few_words(string text)
    {
        Assert.False(SizeReader.TryParse(text, out _, out var problem));
        Assert.Contains("is not a size", problem);
    }
}
