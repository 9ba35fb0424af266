using Crawler.Host.Formatting;

namespace Crawler.Host.Tests.Formatting;

public sealed class TextTableTests
{
    [Fact]
    public void Columns_are_aligned_and_absent_values_are_dashes()
    {
        var table = new TextTable("NAME", ">COUNT", "NOTE");
        table.Add("a", 5, "first");
        table.Add("longer", null, "");
        var output = new StringWriter { NewLine = "\n" };

        table.WriteTo(output);

        Assert.Equal("NAME    COUNT  NOTE\na           5  first\nlonger      -\n", output.ToString());
    }
}
