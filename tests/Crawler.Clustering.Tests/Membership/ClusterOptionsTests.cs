using Crawler.Clustering.Membership;

namespace Crawler.Clustering.Tests.Membership;

public class ClusterOptionsTests
{
    [Fact]
    public void On_loopback_nothing_is_asked_for() => Assert.Empty(new ClusterOptions().Problems());

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public void Beyond_loopback_strangers_are_kept_out(string host)
    {
        var options = new ClusterOptions { Host = host, PublicHost = "crawler-1" };

        Assert.Contains("Cluster:Secret", Assert.Single(options.Problems()), StringComparison.Ordinal);
        Assert.Empty((options with { Secret = "sixteen characters" }).Problems());
        Assert.Empty((options with { CertificateFile = "node.pfx" }).Problems());
    }

    [Fact]
    public void Listening_everywhere_it_must_say_how_it_is_reached() => Assert.Contains(
        "Cluster:PublicHost", Assert.Single(new ClusterOptions { Host = "0.0.0.0", Secret = "sixteen characters" }.Problems()), StringComparison.Ordinal);

    [Fact]
    public void What_contradicts_itself_is_told()
    {
        Assert.Single(new ClusterOptions { Secret = "sixteen characters", CertificateFile = "node.pfx" }.Problems());
        Assert.Single(new ClusterOptions { Seeds = ["a:1"], SeedsDns = "b:1" }.Problems());
        Assert.Single(new ClusterOptions { SeedsDns = "nodes" }.Problems());
        Assert.Single(new ClusterOptions { PublicHost = "two words\"" }.Problems());
    }

    [Fact]
    public void A_node_is_not_given_up_before_it_must_have_stopped_calling() => Assert.Single(new ClusterOptions { DownAfter = TimeSpan.FromSeconds(5) }.Problems());
}
