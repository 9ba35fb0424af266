using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crawler.Web.Tests.Samples;

namespace Crawler.Web.Tests.Api;

/// <summary>What resources say.</summary>
public sealed class ResourceTests(WebFixture web) : IClassFixture<WebFixture>
{
    [Fact]
    public async Task The_overview_counts_trackers_that_nobody_asked_as_unknown()
    {
        var overview = await GetAsync("/api/v1/overview");

        Assert.Equal(Sample.Now.AddSeconds(-10), (DateTimeOffset)overview["trackers"]!["at"]!);
        Assert.Equal([12, 8, 2, 2], new[] { "total", "up", "down", "unknown" }.Select(name => (int)overview["trackers"]![name]!));
        Assert.Equal(60, (int)overview["totals"]!["torrents"]!);
        Assert.Equal(12.5, (double)overview["crawls"]![0]!["progress"]!["calls_per_s"]!);
    }

    [Fact]
    public async Task A_campaign_says_how_it_stands_and_what_was_configured()
    {
        var campaigns = (await GetAsync("/api/v1/campaigns")).AsArray();
        var running = await GetAsync("/api/v1/campaigns/1");

        Assert.Equal(["not_running", "ended", "running"], campaigns.Select(campaign => (string)campaign!["state"]!));
        Assert.Equal(("5f1d", "18446744073709551615"), ((string)running["config_hash"]!, (string)running["seed"]!));
        Assert.Equal("5 %", (string)running["configuration"]!["campaign"]!["plan"]!["goal"]!);
        Assert.Equal("https://closed.eta.example/***/announce", (string)running["configuration"]!["campaign"]!["opt_outs"]![0]!);
        Assert.Equal("refused by https://closed.eta.example/***/announce", (string)running["progress"]!["trouble"]!);
        Assert.Equal(["started", "opt-outs"], (await GetAsync("/api/v1/campaigns/1/events")).AsArray().Select(one => (string)one!["kind"]!));
    }

    [Fact]
    public async Task Pages_of_torrents_are_linked_and_nothing_is_on_two()
    {
        var seen = new HashSet<string>();
        for (var page = 1; page <= 7; page++)
        {
            using var response = await web.Client.GetAsync(new Uri($"/api/v1/torrents?per_page=10&sort=seen&page={page}", UriKind.Relative));
            var body = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
            var link = response.Headers.GetValues("Link").Single();

            Assert.Equal("60", response.Headers.GetValues("X-Total-Count").Single());
            Assert.Contains("</api/v1/torrents?per_page=10&sort=seen&page=6>; rel=\"last\"", link);
            Assert.Equal(page < 6, link.Contains("rel=\"next\"", StringComparison.Ordinal));
            Assert.Equal(page > 1, link.Contains("rel=\"prev\"", StringComparison.Ordinal));
            Assert.Equal(page < 7 ? 10 : 0, body["items"]!.AsArray().Count);
            Assert.All(body["items"]!.AsArray(), item => Assert.True(seen.Add((string)item!["info_hash"]!)));
        }
    }

    [Fact]
    public async Task A_size_comes_with_its_interval_and_absent_is_null()
    {
        var items = (await GetAsync("/api/v1/torrents?per_page=60&sort=added&order=asc"))["items"]!.AsArray();

        Assert.Equal(SampleTorrents.Script, (string)items[1]!["name"]!);
        Assert.Null(items[4]!["name"]);
        Assert.Null(items[4]!["estimate"]!["size"]);
        Assert.Null(items[4]!["estimate"]!["high"]);
        Assert.Equal(["few_occasions", "unbounded"], items[4]!["estimate"]!["flags"]!.AsArray().Select(flag => (string)flag!));
        Assert.Equal("v6", (string)items[3]!["estimate"]!["family"]!);
        Assert.True(items[11]!.AsObject().ContainsKey("estimate") && items[11]!["estimate"] is null && items[11]!["last_at"] is null);
    }

    [Fact]
    public async Task What_means_something_in_HTML_is_escaped_even_in_JSON()
    {
        var text = await web.Client.GetStringAsync("/api/v1/torrents?per_page=60");

        Assert.DoesNotContain("<script>", text);
        Assert.Contains("לינוקס", text);
    }

    [Theory]
    [InlineData("state=down", "4,6")]
    [InlineData("scheme=udp&sort=id", "1,4,8,10")]
    [InlineData("family=v6&sort=latency", "8,3,1")]
    [InlineData("min_uptime=96&span=7d&sort=id&order=desc", "12,9,7,5,3,2,1")]
    [InlineData("min_age=100&sort=age", "9,7,2,8")]
    [InlineData("min_honesty=90&state=up&sort=id", "1,2,3,5,7,8,12")]
    [InlineData("search=THETA", "9")]
    public async Task Trackers_are_filtered_and_ordered(string query, string ids)
    {
        var trackers = await GetAsync($"/api/v1/trackers?{query}");

        Assert.Equal(ids, string.Join(',', trackers["items"]!.AsArray().Select(tracker => (int)tracker!["id"]!)));
    }

    [Fact]
    public async Task A_tracker_is_told_over_time()
    {
        var course = await GetAsync("/api/v1/trackers/4/course?span=24h");
        var beats = await GetAsync("/api/v1/trackers/4/beats?span=24h");
        var calls = (await GetAsync("/api/v1/trackers/4/calls?limit=3")).AsArray();
        var turns = await GetAsync("/api/v1/turns");

        Assert.Equal(3600, (double)course["step_s"]!);
        Assert.True((long)course["points"]![0]!["outcomes"]!["timeout"]! > 0);
        Assert.InRange(beats["points"]!.AsArray().Count, 50, 95);
        Assert.Equal(["ok", "refused", "timeout"], calls.Select(call => (string)call!["outcome"]!));
        Assert.Equal(SampleCalls.HostileError, (string)calls[1]!["error"]!);
        Assert.Equal([6, 7, 8, 4], turns["points"]!.AsArray().Select(turn => (int)turn!["tracker_id"]!));
    }

    [Fact]
    public async Task The_distribution_falls_from_one()
    {
        var points = (await GetAsync("/api/v1/distribution"))["points"]!.AsArray().Select(point => (Peers: (double)point!["peers"]!, Share: (double)point["share_at_least"]!)).ToList();

        Assert.Equal(1, points[0].Share);
        Assert.Equal(points.Select(point => point.Peers).Order(), points.Select(point => point.Peers));
        Assert.Equal(points.Select(point => point.Share).OrderDescending(), points.Select(point => point.Share));
        Assert.True(points[^1].Share > 0);
    }

    [Fact]
    public async Task A_composition_counts_what_it_does_not_name()
    {
        var all = await GetAsync("/api/v1/composition?span=24h&limit=1");
        var countries = all["countries"]!;
        var small = await GetAsync($"/api/v1/torrents/{SampleTorrents.All[0].InfoHash}/composition");

        Assert.Equal(Sample.Now.AddSeconds(-30), (DateTimeOffset)all["at"]!);
        Assert.Equal([1000, 900, 100, 1100, 300, 50_000, 250, 3], new[] { "addresses", "ipv4", "ipv6", "peers", "peers_with_id", "peers_named", "bogons", "fewest_named" }.Select(name => (long)all[name]!));
        Assert.Equal([1000, 902, 5, 4, 362], new[] { "total", "known", "kinds", "other_kinds", "others" }.Select(name => (long)countries[name]!));
        Assert.Equal(("DE", 540, 540.0 / 902), ((string)countries["items"]![0]!["name"]!, (long)countries["items"]![0]!["count"]!, (double)countries["items"]![0]!["share"]!));
        Assert.Null(countries["items"]![0]!["detail"]);
        Assert.Equal("5.0.4", (string)all["versions"]!["items"]![0]!["detail"]!);
        Assert.Empty(small["countries"]!["items"]!.AsArray());
        Assert.Equal((2, 3), ((long)small["countries"]!["other_kinds"]!, (long)small["countries"]!["others"]!));
    }

    [Fact]
    public async Task Quality_tells_our_own_outages_apart()
    {
        var quality = await GetAsync("/api/v1/quality?span=24h");

        Assert.Equal(31.0 / 240, (double)quality["staleness"]!["stale_share"]!, 9);
        Assert.Equal(2, (long)quality["roll_lag_batches"]!);
        Assert.Contains(quality["outages"]!["points"]!.AsArray(), point => (long)point!["our_outage"]! > 0);
    }

    [Fact]
    public async Task Who_is_left_alone_is_told_and_no_swarm_is_named()
    {
        var left = await GetAsync("/api/v1/left-alone");

        Assert.Equal(["http_gone", "retry_never", "port_not_listed", "no_tracker_on_host"], left["trackers"]!.AsArray().Select(one => (string)one!["reason"]!));
        Assert.Equal([2, 0, 0, 0], left["trackers"]!.AsArray().Select(one => (int)one!["calls_since"]!));
        Assert.Equal("never https://closed.eta.example/***/announce", (string)left["trackers"]![1]!["said"]!);
        Assert.Equal(["opted.example", "203.0.113.0/24"], left["opt_outs"]!.AsArray().Select(one => (string)one!["what"]!));
        Assert.Equal((5, 1), ((int)left["campaigns"]![0]!["targets_left_out"]!, (int)left["campaigns"]![0]!["swarms"]!));
        Assert.True(left["campaigns"]![1]!.AsObject().ContainsKey("calls_since") && left["campaigns"]![1]!["calls_since"] is null);
        Assert.DoesNotContain(SampleLeftAlone.Swarm, left.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_operator_pauses_and_resumes_a_campaign_and_checks_a_tracker()
    {
        var paused = await PostAsync("/api/v1/campaigns/1/pause");
        var resumed = await PostAsync("/api/v1/campaigns/1/resume");
        var check = await PostAsync("/api/v1/trackers/2/check");
        var refused = await PostAsync("/api/v1/trackers/4/check");

        Assert.Equal("paused", (string)paused["state"]!);
        Assert.Equal("running", (string)resumed["state"]!);
        Assert.Equal("""{"outcome":"ok","round_trip_ms":23,"says":"answered in 23 ms"}""", check.ToJsonString());
        Assert.Null(refused["outcome"]);
        Assert.Equal([2, 4], web.Check.Checked);
    }

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await web.Client.GetStringAsync(path))!;

    private async Task<JsonNode> PostAsync(string path)
    {
        using var response = await web.Client.PostAsync(new Uri(path, UriKind.Relative), null);
        return JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
    }
}
