using System.Text;
using Crawler.Protocol.Bencode;

namespace Crawler.Protocol.Tests.Bencode;

public class BencodeNumberTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("0042", 42)]
    [InlineData("-15", -15)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", long.MaxValue)]
    [InlineData("99999999999999999999999999999999", long.MaxValue)]
    [InlineData("-9223372036854775808", long.MinValue)]
    [InlineData("-99999999999999999999999999999999", long.MinValue)]
    public void Digits_beyond_64_bits_saturate(string digits, long expected)
    {
        Assert.True(BencodeNumber.TryParseSaturating(Encoding.ASCII.GetBytes(digits), out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("1 ")]
    [InlineData("1e3")]
    [InlineData("--1")]
    public void Anything_but_digits_is_no_number(string text) =>
        Assert.False(BencodeNumber.TryParseSaturating(Encoding.ASCII.GetBytes(text), out _));
}
