using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;
using Crawler.Web.Tests.Samples;

namespace Crawler.Web.Tests.Charts;

public sealed class ChartTests(WebFixture web, AwayWebFixture away) : IClassFixture<WebFixture>, IClassFixture<AwayWebFixture>
{
    private static readonly string Torrent = $"torrents/{SampleTorrents.All[0].InfoHash}";

    public static TheoryData<string> Paths =>
    [
        "calls", "outcomes", "distribution",
        $"{Torrent}/size", $"{Torrent}/claims", $"{Torrent}/new-peers", $"{Torrent}/overlap",
        "trackers/1/latency", "trackers/1/outcomes", "trackers/1/uptime",
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_chart_is_an_image_that_allows_nothing_else(string path)
    {
        foreach (var query in new[] { "", "?theme=dark&width=420&span=30d" })
        {
            using var svg = await AskAsync(web, $"{path}.svg{query}");
            var text = await svg.Content.ReadAsStringAsync();

            Assert.Equal((HttpStatusCode.OK, "image/svg+xml"), (svg.StatusCode, svg.Content.Headers.ContentType?.MediaType));
            Assert.Equal(query.Length == 0 ? "0 0 960 " : "0 0 420 ", ((string?)XElement.Parse(text).Attribute("viewBox"))?[..8]);
            Assert.Equal("default-src 'none'; img-src data:; style-src 'unsafe-inline'", Assert.Single(svg.Headers.GetValues("Content-Security-Policy")));
            Assert.Equal((true, TimeSpan.FromSeconds(30)), (svg.Headers.CacheControl!.Private, svg.Headers.CacheControl.MaxAge));
            Assert.DoesNotContain(Sample.Passkey, text, StringComparison.OrdinalIgnoreCase);
        }

        using var png = await AskAsync(web, $"{path}.png?width=320");
        Assert.Equal((HttpStatusCode.OK, "image/png"), (png.StatusCode, png.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_chart_that_has_not_changed_is_not_sent_again()
    {
        using var first = await AskAsync(web, $"{Torrent}/size.svg");
        using var again = await AskAsync(web, $"{Torrent}/size.svg", first.Headers.ETag);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("calls.gif", 404)]
    [InlineData("trackers/999999/uptime.svg", 404)]
    [InlineData("calls.svg?theme=blue", 400)]
    [InlineData("calls.svg?width=5", 400)]
    [InlineData("calls.svg?span=3h", 400)]
    [InlineData("calls.svg?from=2026-01-01&step=1h", 400)]
    [InlineData("torrents/nothing/size.svg", 400)]
    public async Task What_cannot_be_drawn_is_a_problem_in_words(string path, int status)
    {
        using var answer = await AskAsync(web, path);

        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("\"detail\":", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_away_is_said()
    {
        using var answer = await AskAsync(away, "distribution.svg");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    private static async Task<HttpResponseMessage> AskAsync(WebFixture web, string path, EntityTagHeaderValue? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"charts/{path}", UriKind.Relative));
        if (known is not null) request.Headers.IfNoneMatch.Add(known);
        return await web.Client.SendAsync(request);
    }
}
