using System.Diagnostics;
using System.Text;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.Tests.Net;

public class ErrorTextTests
{
    [Theory]
    [InlineData("Requested download is not authorized", "Requested download is not authorized")]
    [InlineData("  two\r\n\tlines  ", "two lines")]
    [InlineData("a\u001b[31mred\u0007\u0000", "a [31mred")]
    [InlineData("user\u202Eexe.txt\u2066x\u200Fy", "user exe.txt x y")]
    [InlineData("zero\u200Bwidth\uFEFF", "zero width")]
    [InlineData("tag\U000E0041\U000E0042end", "tag end")]
    [InlineData("private\uE000use", "private use")]
    [InlineData("line\u2028separator", "line separator")]
    [InlineData("größer 日本 😀", "größer 日本 😀")]
    [InlineData("", "")]
    [InlineData("\u0000\u0001", "")]
    public void What_could_drive_a_terminal_or_reorder_a_line_is_gone(string text, string shown) =>
        Assert.Equal(shown, ErrorText.Sanitise(text.AsSpan()));

    [Theory]
    [InlineData("<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>", "404 Not Found Not Found")]
    [InlineData("<style>body{color:red}</style>Error<script>alert(1)</script>!", "Error !")]
    [InlineData("<!-- a <b> comment -->text", "text")]
    [InlineData("<STYLE>x</STYLE><P>text", "text")]
    [InlineData("a < b and c > d", "a < b and c > d")]
    [InlineData("3<4", "3<4")]
    [InlineData("text<b", "text")]
    [InlineData("<script>never closed", "")]
    public void HTML_is_reduced_to_its_words(string html, string words) => Assert.Equal(words, ErrorText.Sanitise(html.AsSpan()));

    [Fact]
    public void Half_a_surrogate_pair_becomes_a_replacement_character() => Assert.Equal("a \uFFFD b", ErrorText.Sanitise("a \ud83d b".AsSpan()));

    [Fact]
    public void Bytes_that_are_no_UTF8_become_replacement_characters() =>
        Assert.Equal("torrent gel\uFFFDscht", ErrorText.Sanitise(Encoding.Latin1.GetBytes("torrent gelöscht")));

    [Fact]
    public void A_megabyte_becomes_300_characters_at_once()
    {
        var clock = Stopwatch.StartNew();
        var text = ErrorText.Sanitise(Encoding.ASCII.GetBytes(new string('x', 1 << 20)));
        Assert.Equal(new string('x', 299) + "…", text);
        Assert.True(clock.ElapsedMilliseconds < 100, $"{clock.ElapsedMilliseconds} ms");
    }

    [Theory]
    [InlineData("<a")]
    [InlineData("<!--")]
    [InlineData("<style></style>")]
    [InlineData("<style")]
    [InlineData("< ")]
    public void Markup_repeated_for_a_megabyte_takes_no_time(string markup)
    {
        var page = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(markup, (1 << 20) / markup.Length)));
        var clock = Stopwatch.StartNew();
        ErrorText.Sanitise(page);
        Assert.True(clock.ElapsedMilliseconds < 100, $"{clock.ElapsedMilliseconds} ms");
    }

    [Fact]
    public void Words_behind_a_long_head_of_a_page_are_found() =>
        Assert.Equal("Sorry", ErrorText.Sanitise(Encoding.ASCII.GetBytes($"<html><style>{new string('x', 30_000)}</style><p>Sorry")));

    [Fact]
    public void A_character_of_two_units_is_never_cut_in_half()
    {
        var text = ErrorText.Sanitise(string.Concat(Enumerable.Repeat("😀", 10)).AsSpan(), maxLength: 8);
        Assert.Equal("😀😀😀…", text);
    }
}
