using System.Net;
using System.Text.RegularExpressions;
using Crawler.Web.Tests.Samples;

namespace Crawler.Web.Tests.Pages;

public sealed partial class PageTests(WebFixture web) : IClassFixture<WebFixture>
{
    internal static readonly string[] AllPaths =
        ["/", "/campaigns", "/campaigns/1", "/campaigns/3", "/torrents", "/torrents/" + First, "/trackers", "/trackers/1", "/trackers/7", "/composition", "/quality", "/quality/left-alone", "/lists", "/status", "/login"];

    public static TheoryData<string> Paths => [.. AllPaths];

    private static string First => SampleTorrents.All[0].InfoHash.ToString();

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_page_has_a_title_a_heading_landmarks_and_nothing_the_policy_forbids(string path)
    {
        var (status, raw) = await web.PageAsync(path);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<html lang=\"en\"", raw, StringComparison.Ordinal);
        Assert.Matches("<title>[^<]+</title>", raw);
        Assert.Single(Regex.Matches(raw, "<main "));
        Assert.Contains("href=\"#main\"", raw, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(raw, "<h1"));
        Assert.DoesNotContain("<style", raw, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(InlineScript(), raw);
        Assert.DoesNotMatch(Handler(), raw);
        Assert.DoesNotMatch("(href|src|srcset|action)=\"https?:", raw);
        Assert.DoesNotMatch("<img (?![^>]*alt)", raw);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_address_a_page_leads_to_is_answered(string path)
    {
        var (_, raw) = await web.PageAsync(path);

        foreach (var address in Html.Addresses(raw).Where(address => !IsPosted(address)))
        {
            // Style sheets and scripts are served by the host.
            if (address.StartsWith("/_content/", StringComparison.Ordinal)) continue;
            var (status, _) = await web.PageAsync(address);
            Assert.True(status == HttpStatusCode.OK, $"{path} leads to {address}, which answers {(int)status}");
        }
    }

    [Fact]
    public async Task Names_written_by_strangers_are_text()
    {
        foreach (var path in AllPaths)
        {
            var (_, raw) = await web.PageAsync(path);

            Assert.DoesNotContain("<script>alert", raw, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img src=x", raw, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<b>cut off", raw, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Sample.Passkey, raw, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_overview_tells_how_trackers_and_crawls_stand()
    {
        var (_, raw) = await web.PageAsync("/");
        var seen = Html.Seen(raw);
        var up = SampleTrackers.All.Count(tracker => tracker.IsUp == true);

        Assert.Contains($"Trackers up {up} ", seen, StringComparison.Ordinal);
        Assert.Contains("Calls a second 12.5 /s 1 crawl running", seen, StringComparison.Ordinal);
        Assert.Contains("Lateness, median 12 ms p99 400 ms", seen, StringComparison.Ordinal);
        Assert.Contains("data-live=\"progress-1.calls_per_s\"", raw, StringComparison.Ordinal);
        Assert.Contains("/charts/calls.svg?span=7d", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_quality_names_our_own_outages_and_what_is_on_its_way()
    {
        var seen = Html.Seen((await web.PageAsync("/quality")).Raw);

        Assert.Contains("Our own outages", seen, StringComparison.Ordinal);
        Assert.Contains("they count neither for it nor against it", seen, StringComparison.Ordinal);
        Assert.Contains("2026-11-25 04:00 UTC 2026-11-25 05:00 UTC", seen, StringComparison.Ordinal);
        Assert.Contains("swarms : in memory 20 observations", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_campaign_says_what_it_can_be_made_again_from()
    {
        var seen = Html.Seen((await web.PageAsync("/campaigns/1")).Raw);

        Assert.Contains("Hash 5f1d Seed 18446744073709551615", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_left_alone_is_listed_with_the_reason_and_what_was_called_since_and_no_swarm_is_named()
    {
        var (_, raw) = await web.PageAsync("/quality/left-alone");
        var seen = Html.Seen(raw);

        Assert.Contains("www.example its DNS says: no tracker here (BEP 34) 2026-11-23 12:07 UTC 2026-11-25 07:07 UTC, 3 times 2 none", seen, StringComparison.Ordinal);
        Assert.Contains("1 of them was called after it had been asked", seen, StringComparison.Ordinal);
        Assert.Contains("2 last 2026-11-25 11:07 UTC", seen, StringComparison.Ordinal);
        Assert.Contains("opted.example host and all below it swarms 2026-11-25 10:07 UTC in force 0 none", seen, StringComparison.Ordinal);
        Assert.Contains("5 000 0 0 – – 0 not known", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(SampleLeftAlone.Swarm, raw, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("4 hosts and trackers asked not to be called, 2 campaigns left somebody out", Html.Seen((await web.PageAsync("/quality")).Raw), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timeframe_that_cannot_be_read_is_told_of_and_the_default_shown()
    {
        var (status, raw) = await web.PageAsync("/?span=fortnight");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("'span' is one of", Html.Seen(raw), StringComparison.Ordinal);
        Assert.Contains("/charts/calls.svg?span=7d", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_theme_is_the_systems_until_one_is_chosen()
    {
        var (_, follows) = await web.PageAsync("/");
        var (_, dark) = await web.PageAsync("/", "theme=dark");
        var (_, neither) = await web.PageAsync("/", "theme=\"><script>");

        Assert.Contains("prefers-color-scheme: dark", follows, StringComparison.Ordinal);
        Assert.Contains("data-theme=\"dark\"", dark, StringComparison.Ordinal);
        Assert.DoesNotContain("prefers-color-scheme", dark, StringComparison.Ordinal);
        Assert.Contains("theme=dark", dark, StringComparison.Ordinal);
        Assert.DoesNotContain("data-theme", neither, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/campaigns/99", "There is no campaign 99.")]
    [InlineData("/trackers/99", "There is no tracker 99.")]
    [InlineData("/torrents/0000", "An infohash has 40 hexadecimal digits")]
    [InlineData("/torrents/00000000000000000000000000000000000000ff", "No torrent of that infohash is known here.")]
    [InlineData("/nowhere", "There is no page at this address.")]
    public async Task What_is_not_there_is_said_in_words(string path, string words)
    {
        var (status, raw) = await web.PageAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains(words, Html.Seen(raw), StringComparison.Ordinal);
        Assert.Contains("<h1>Not found</h1>", raw, StringComparison.Ordinal);
    }

    private static bool IsPosted(string address) =>
        address.EndsWith("/pause", StringComparison.Ordinal) || address.EndsWith("/resume", StringComparison.Ordinal) || address.EndsWith("/check", StringComparison.Ordinal) || address == "/logout";

    [GeneratedRegex("<script(?![^>]* src=)", RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();

    [GeneratedRegex("<[^>\"]+ on[a-z]+=", RegexOptions.IgnoreCase)]
    private static partial Regex Handler();
}
