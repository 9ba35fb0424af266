using System.Globalization;
using Crawler.Host.Formatting;
using Crawler.Host.Paper;
using Crawler.Host.Paper.Writers;

namespace Crawler.Host.Tests.Paper;

public sealed class PaperTextTests
{
    [Theory]
    [InlineData("a|b", @"a\|b")]
    [InlineData("<img src=x onerror=alert(1)>", @"\<img src=x onerror=alert(1)\>")]
    [InlineData("[x](http://evil.example)", @"\[x\](http\://evil.example)")]
    [InlineData("one\r\n# two", @"one  \# two")]
    [InlineData("\u202eexe.\u0007cod", "exe.cod")]
    [InlineData("*_`~", @"\*\_\`\~")]
    public void Markdown_shows_a_text_as_it_is(string text, string escaped) => Assert.Equal(escaped, MarkdownText.Escape(text));

    [Theory]
    [InlineData(@"\input{/etc/passwd}", @"\textbackslash{}input\{/\allowbreak{}etc/\allowbreak{}passwd\}")]
    [InlineData("100% & $x_1^2$ #~", @"100\% \& \$x\_1\textasciicircum{}2\$ \#\textasciitilde{}")]
    [InlineData("[10pt]", "{[}10pt{]}")]
    [InlineData("*", "{*}")]
    [InlineData("é τ 中", @"é $\tau$ {[}U+4E2D{]}")]
    [InlineData("a\n\nb", "a  b")]
    [InlineData("0123456789abcdef0123456789abcdef x", "0123456789abcdef\\allowbreak{}0123456789abcdef x")]
    public void Latex_sets_a_text_as_it_is(string text, string escaped) => Assert.Equal(escaped, LatexText.Escape(text));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("  @SUM(A1)", "'  @SUM(A1)")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("plain", "plain")]
    public void A_spreadsheet_takes_no_text_for_a_formula(string text, string field) => Assert.Equal(field, CsvPaper.Field(text));

    [Fact]
    public void Numbers_are_alike_in_every_culture_and_absent_is_never_0()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NumberGroupSeparator, german.NumberFormat.NegativeSign) = (",", ".", "−");
            CultureInfo.CurrentCulture = german;
            var column = new SheetColumn("x", "X", "0.00");
            Assert.Equal(("1234.50", "–", "–"), (PaperCell.Printed(1234.5, column), PaperCell.Printed(null, column), PaperCell.Printed(double.PositiveInfinity, column)));
            Assert.Equal(("-1.5", ""), (CsvPaper.Field(-1.5), CsvPaper.Field(null)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
