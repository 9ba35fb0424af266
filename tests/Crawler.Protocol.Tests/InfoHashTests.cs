using System.Text;

namespace Crawler.Protocol.Tests;

public class InfoHashTests
{
    private const string Hex = "0123456789abcdef0123456789abcdef01234567";

    [Fact]
    public void Forty_hexadecimal_digits_are_an_infohash_in_either_case()
    {
        Assert.Equal(Hex, InfoHash.Parse(Hex).ToString());
        Assert.Equal(InfoHash.Parse(Hex), InfoHash.Parse(Hex.ToUpperInvariant()));
    }

    [Theory]
    [InlineData("AERUKZ4JVPG66AJDIVTYTK6N54ASGRLH")]
    [InlineData("aerukz4jvpg66ajdivtytk6n54asgrlh")]
    public void Thirty_two_base32_characters_are_an_infohash_in_either_case(string base32) =>
        Assert.Equal(Hex, InfoHash.Parse(base32).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("0123")]
    [InlineData("0123456789abcdef0123456789abcdef0123456g")]
    [InlineData("AERUKZ4JVPG66AJDIVTYTK6N54ASGRL1")]
    [InlineData("AERUKZ4JVPG66AJDIVTYTK6N54ASGRL=")]
    [InlineData("0123456789abcdef0123456789abcdef012345678")]
    public void Anything_else_is_none(string text)
    {
        Assert.False(InfoHash.TryParse(text, out _));
        Assert.Throws<FormatException>(() => InfoHash.Parse(text));
    }

    [Fact]
    public void The_20_bytes_come_out_as_they_went_in()
    {
        var bytes = Enumerable.Range(236, 20).Select(i => (byte)i).ToArray();
        Assert.Equal(bytes, new InfoHash(bytes).ToArray());
        Assert.Throws<ArgumentException>(() => new InfoHash(bytes.AsSpan(1)));
    }

    [Fact]
    public void The_v1_infohash_is_the_SHA1_of_the_raw_slice() =>
        Assert.Equal("a9993e364706816aba3e25717850c26c9cd0d89d", InfoHash.OfInfoV1(Encoding.ASCII.GetBytes("abc")).ToString());

    [Fact]
    public void Order_is_bytewise()
    {
        var sorted = new[] { "00", "01", "7f", "80", "ff" }.Select(head => InfoHash.Parse(head + new string('0', 38))).ToArray();
        Assert.Equal(sorted, sorted.Reverse().Order());
        var (low, high) = (InfoHash.Parse(new string('0', 39) + "1"), InfoHash.Parse(new string('0', 39) + "2"));
        Assert.True(low < high && high > low && low <= high && high >= low && low != high);
    }
}
