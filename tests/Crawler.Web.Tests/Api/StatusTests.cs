using System.Globalization;
using System.Text.Json;
using Crawler.Web.Tests.Samples;
using Microsoft.OpenApi;

namespace Crawler.Web.Tests.Api;

/// <summary>What the API answers with, asked well and badly.</summary>
public sealed class StatusTests(WebFixture web) : IClassFixture<WebFixture>
{
    private static readonly string Known = SampleTorrents.All[0].InfoHash.ToString();

    [Fact]
    public async Task Every_operation_answers_with_a_status_that_its_document_has()
    {
        var document = OpenApiDocument.Parse(await web.Client.GetStringAsync("/openapi/v1.json"), "json").Document!;
        foreach (var (path, item) in document.Paths.Where(one => !one.Key.EndsWith("/v1/live", StringComparison.Ordinal)))
        {
            if (!item.Operations!.TryGetValue(HttpMethod.Get, out var operation)) continue;
            foreach (var (id, hash) in new[] { ("1", Known), ("999", new string('0', 40)), ("x", "xyz") })
            {
                foreach (var query in new[] { "", "?span=30d", "?span=never", "?page=0", "?colour=red" })
                {
                    var filled = path.Replace("{id}", id).Replace("{infohash}", hash).Replace("{name}", id == "1" ? "all" : "none").Replace("{percentage}", id == "1" ? "95" : "101");
                    using var response = await web.Client.GetAsync(new Uri(filled + query, UriKind.Relative));

                    var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
                    Assert.True(operation.Responses!.ContainsKey(status), $"{filled}{query} answered {status}");
                    if (!response.IsSuccessStatusCode) Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
                }
            }
        }
    }

    [Theory]
    [InlineData("/api/v1/torrents?colour=red", 400, "known are search, tracker, called, sort, order, page, per_page")]
    [InlineData("/api/v1/torrents?sort=colour", 400, "'sort' is one of size, seen, seeders, leechers, last_call, added")]
    [InlineData("/api/v1/torrents?page=1&page=2", 400, "'page' stands 2 times: give it once")]
    [InlineData("/api/v1/torrents?per_page=501", 400, "'per_page' is a whole number from 1 to 500")]
    [InlineData("/api/v1/torrents/xyz", 400, "an infohash is 40 hexadecimal digits")]
    [InlineData("/api/v1/torrents/0000000000000000000000000000000000000000", 404, "there is no torrent 0000000000000000000000000000000000000000; see /api/v1/torrents")]
    [InlineData("/api/v1/trackers/1/course?span=2d", 400, "'span' is one of 24h, 7d, 30d, 1y")]
    [InlineData("/api/v1/trackers/1/beats?span=1y", 400, "at most 31 days")]
    [InlineData("/api/v1/trackers/99", 404, "there is no tracker 99; see /api/v1/trackers")]
    [InlineData("/api/v1/overview?x=1", 400, "this takes no parameters in the query string")]
    [InlineData("/api/v1/composition?limit=101", 400, "'limit' is a whole number from 1 to 100")]
    [InlineData("/api/v1/composition?step=1h", 400, "known are span, from, to, limit")]
    [InlineData("/api/v1/nothing", 404, "see /openapi/v1.json")]
    [InlineData("/api/v1/lists/none", 404, "there are stable, all, live, udp, http, ws")]
    [InlineData("/api/101", 400, "the percentage is from 0 to 100")]
    public async Task A_refusal_says_what_to_do(string path, int status, string says)
    {
        using var response = await web.Client.GetAsync(new Uri(path, UriKind.Relative));
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Contains(says, problem.RootElement.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        foreach (var path in new[] { "/api/v1/overview", "/api/v1/torrents", $"/api/v1/torrents/{Known}", "/api/v1/trackers?state=up", "/api/v1/composition", "/api/all", "/status/feed.atom", "/badges/1/state.svg", "/openapi/v1.json" })
        {
            using var first = await web.Client.GetAsync(new Uri(path, UriKind.Relative));
            using var again = new HttpRequestMessage(HttpMethod.Get, path);
            again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var second = await web.Client.SendAsync(again);

            Assert.True(first.Headers.ETag!.IsWeak);
            Assert.Equal(304, (int)second.StatusCode);
            Assert.Empty(await second.Content.ReadAsByteArrayAsync());
        }
    }
}

/// <summary>What it answers with while the store does not.</summary>
public sealed class AwayTests(AwayWebFixture web) : IClassFixture<AwayWebFixture>
{
    [Theory]
    [InlineData("/api/v1/overview")]
    [InlineData("/api/v1/torrents")]
    [InlineData("/api/v1/campaigns")]
    [InlineData("/api/v1/trackers/1")]
    [InlineData("/api/v1/quality")]
    [InlineData("/api/v1/left-alone")]
    [InlineData("/api/v1/distribution")]
    [InlineData("/api/v1/composition")]
    [InlineData("/api/stable")]
    [InlineData("/status/feed.atom")]
    public async Task A_store_that_is_away_is_said_to_be_and_not_where_it_is(string path)
    {
        using var response = await web.Client.GetAsync(new Uri(path, UriKind.Relative));
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(503, (int)response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Contains("try again in a moment", body);
        Assert.DoesNotContain("postgres://", body);
        Assert.DoesNotContain("127.0.0.1", body);
    }
}
