using System.Text.RegularExpressions;
using Crawler.Lab;

namespace Crawler.Protocol.Tests.Docs;

public partial class ProtocolPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "protocol.md"));

    [Fact]
    public void Every_test_the_page_names_exists()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToArray();
        var named = TestName().Matches(Page).Select(match => match.Groups[1].Value).Distinct().ToArray();
        Assert.InRange(named.Length, 80, 1000);
        Assert.DoesNotContain(named, name => !tests.Any(text => text.Contains($" {name}(", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_file_the_page_names_exists()
    {
        var named = FileName().Matches(Page).Select(match => match.Groups[1].Value).Distinct().ToArray();
        Assert.InRange(named.Length, 30, 1000);
        string[] roots = [Checkout.Root, Path.Combine(Checkout.Root, "src", "Crawler.Protocol"), Path.Combine(Checkout.Root, "tests", "fuzz", "Crawler.Fuzz")];
        Assert.DoesNotContain(named, name => !roots.Any(root => File.Exists(Path.Combine(root, name))));
    }

    [GeneratedRegex("`([A-Z0-9][A-Za-z0-9]*_[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();

    [GeneratedRegex("`([A-Za-z0-9/.]+\\.cs)`")]
    private static partial Regex FileName();
}
