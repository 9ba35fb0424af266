using Crawler.Host.Terminal;

namespace Crawler.Host.Tests.Clustering;

/// <summary>What a cluster cannot do is told in one line before anybody is called.</summary>
public sealed class ClusterFlagsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crawler-cluster");

    [Theory]
    [InlineData("a cluster needs a store all nodes reach", "--role", "web")]
    [InlineData("is neither crawl nor web", "--role", "cook")]
    [InlineData("is not ADDRESS:PORT", "--cluster-listen", "here")]
    [InlineData("is not HOST:PORT", "--seed", "nowhere")]
    public async Task Bad_input_is_one_clear_line(string says, string option, string value)
    {
        using var error = new StringWriter { NewLine = "\n" };
        var exit = await CrawlerCommand.RunAsync(
            ["serve", "--cluster", "--store", Path.Combine(_folder.FullName, "c.db"), "--listen", "http://127.0.0.1:0", "--for", "1s", option, value],
            new CommandConsole { Output = TextWriter.Null, Error = error },
            CancellationToken.None);

        Assert.NotEqual(ExitCode.Ok, exit);
        Assert.Contains(says, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
