using System.Net;
using Crawler.Web.Boards;
using Crawler.Web.Tests.Samples;

namespace Crawler.Web.Tests.Pages;

public sealed class CompositionPageTests(WebFixture web) : IClassFixture<WebFixture>
{
    [Fact]
    public async Task Shares_stand_beside_what_they_rest_on_and_what_is_in_none_of_them()
    {
        var seen = Html.Seen((await web.PageAsync("/composition")).Raw);

        Assert.Contains("Addresses 1 000 1 100 peers IPv4 90.0 % 900 addresses IPv6 10.0 % 100 addresses", seen, StringComparison.Ordinal);
        Assert.Contains("Nobody can be at 0.5 %", seen, StringComparison.Ordinal);
        Assert.Contains("Known of 90.2 % of 1 000 addresses; shares are of those. Country Addresses Share DE 540 59.8 % US 300 33.2 % FR 59 6.5 % 2 others 3 0.3 % not known 98", seen, StringComparison.Ordinal);
        Assert.Contains("Known of 21.9 % of 1 100 peers; shares are of those. Software Peers Share qBittorrent 160 66.3 % Transmission 80 33.1 % 1 others 1 0.4 % not known 859", seen, StringComparison.Ordinal);
        Assert.Contains("qBittorrent 5.0.4 120", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_or_two_have_is_not_named()
    {
        var (_, raw) = await web.PageAsync("/composition");

        foreach (var name in new[] { "LI", "NR", "AS64501", "Rare" }) Assert.DoesNotContain($">{name}<", raw, StringComparison.Ordinal);
        Assert.Contains("What fewer than 3 have is counted among the others", Html.Seen(raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_swarm_tells_its_size_and_nobodys_country()
    {
        var seen = Html.Seen((await web.PageAsync("/torrents/" + SampleTorrents.All[0].InfoHash)).Raw);

        Assert.Contains("5 addresses in this time", seen, StringComparison.Ordinal);
        Assert.Contains("Country Addresses Share 2, each of fewer than 3 3 100 % not known 2", seen, StringComparison.Ordinal);
        Assert.Contains("No autonomous system is known", seen, StringComparison.Ordinal);
        Assert.Contains("Enrichment:Asn", seen, StringComparison.Ordinal);
        Assert.Contains("crawl --peer-ids", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_is_chosen_without_its_fineness()
    {
        var (_, raw) = await web.PageAsync("/composition?span=30d");

        Assert.Contains("/api/v1/composition?span=30d", raw, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Time span\"", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("aria-label=\"Resolution\"", raw, StringComparison.Ordinal);
    }
}

public sealed class CountingPageTests(WebFixture web) : IClassFixture<WebFixture>
{
    [Theory]
    [InlineData(CompositionWait.Counting, false, "Peers are being counted Reload in a few seconds")]
    [InlineData(CompositionWait.Counting, true, "Peers are being counted anew")]
    [InlineData(CompositionWait.Busy, false, "Others are being counted")]
    [InlineData(CompositionWait.TooLong, false, "crawler stats composition")]
    [InlineData(CompositionWait.TooLong, true, "Counting anew took too long: this is older.")]
    public async Task While_there_is_nothing_new_it_is_said_why(CompositionWait wait, bool isOld, string words)
    {
        (web.Compositions.Wait, web.Compositions.IsOld) = (wait, isOld);
        foreach (var path in new[] { "/composition", "/torrents/" + SampleTorrents.All[0].InfoHash })
        {
            var (status, raw) = await web.PageAsync(path);

            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains(words, Html.Seen(raw), StringComparison.Ordinal);
        }

        using var api = await web.Client.GetAsync(new Uri("/api/v1/composition", UriKind.Relative));
        Assert.Equal(isOld ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable, api.StatusCode);
    }
}
