using System.Net;
using Crawler.Web.Tests.Samples;

namespace Crawler.Web.Tests.Pages;

public sealed class EmptyPageTests(EmptyWebFixture web) : IClassFixture<EmptyWebFixture>
{
    [Theory]
    [InlineData("/", "The store holds no calls")]
    [InlineData("/campaigns", "No campaign was run into this store")]
    [InlineData("/lists", "Trackers have not been looked at yet")]
    [InlineData("/status", "Trackers have not been looked at yet")]
    [InlineData("/torrents", "torrent")]
    [InlineData("/trackers", "looked")]
    [InlineData("/quality", "Data quality")]
    [InlineData("/composition", "No peer was seen in this time")]
    [InlineData("/quality/left-alone", "The log is being looked through")]
    public async Task Where_there_is_nothing_it_is_said_what_to_do(string path, string words)
    {
        var (status, raw) = await web.PageAsync(path);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(words, Html.Seen(raw), StringComparison.Ordinal);
    }
}

public sealed class AwayPageTests(AwayWebFixture web) : IClassFixture<AwayWebFixture>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/campaigns")]
    [InlineData("/campaigns/1")]
    [InlineData("/torrents")]
    [InlineData("/quality")]
    [InlineData("/composition")]
    [InlineData("/quality/left-alone")]
    public async Task A_store_that_is_away_is_told_of_in_words(string path)
    {
        var (status, raw) = await web.PageAsync(path);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        var seen = Html.Seen(raw);
        Assert.Contains("The store cannot be read", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", seen, StringComparison.Ordinal);
    }
}
