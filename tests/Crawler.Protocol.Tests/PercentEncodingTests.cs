using System.Text;
using FsCheck.Xunit;

namespace Crawler.Protocol.Tests;

public class PercentEncodingTests
{
    [Fact]
    public void Unreserved_characters_stay_and_all_others_are_escaped_never_as_plus() =>
        Assert.Equal("aZ09-._~%20%2B%25%00%FF%2F", PercentEncoding.Encode([.. "aZ09-._~ +%"u8, 0, 0xFF, (byte)'/']));

    [Theory]
    [InlineData("%")]
    [InlineData("%4")]
    [InlineData("%4g")]
    [InlineData("ab%")]
    public void A_broken_escape_is_refused(string text) => Assert.False(PercentEncoding.TryDecode(text, out _));

    [Fact]
    public void A_plus_stays_a_plus_and_other_text_is_its_UTF8()
    {
        Assert.True(PercentEncoding.TryDecode("a+ü%2b", out var bytes));
        Assert.Equal("a+ü+", Encoding.UTF8.GetString(bytes));
    }

    [Property(Replay = "1,1")]
    public bool Any_bytes_come_back(byte[] bytes) => PercentEncoding.TryDecode(PercentEncoding.Encode(bytes), out var again) && again.SequenceEqual(bytes);
}
