using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Crawler.Web.Boards;
using Crawler.Web.Listings;
using Crawler.Web.Tests.Samples;

namespace Crawler.Web.Tests.Listings;

/// <summary>Lists, badges and the feed.</summary>
public sealed class ListTests(WebFixture web) : IClassFixture<WebFixture>
{
    private const string Alpha = "udp://tracker.alpha.example:1337/announce";
    private const string Beta = "http://tracker.beta.example/announce";
    private const string Gamma = "https://tracker.gamma.example/announce";
    private const string Epsilon = "wss://tracker.epsilon.example/";
    private const string V6 = "udp://[2001:470:1:1::8]:6969/announce";

    [Theory]
    [InlineData("stable", Alpha, Epsilon, Beta, Gamma, V6)]
    [InlineData("live", Alpha, Epsilon, Beta, Gamma, V6)]
    [InlineData("udp", Alpha, V6)]
    [InlineData("http", Beta, Gamma)]
    [InlineData("ws", Epsilon)]
    [InlineData("99", Alpha, Epsilon)]
    [InlineData("stable?include_ipv6_only_trackers=false", Alpha, Epsilon, Beta, Gamma)]
    [InlineData("stable?include_ipv4_only_trackers=0", Alpha, Gamma, V6)]
    [InlineData("stable?min_age_days=99", Beta, V6)]
    public async Task A_list_is_text_best_first_with_an_empty_line_after_each(string list, params string[] urls)
    {
        using var response = await web.Client.GetAsync(new Uri($"/api/{list}", UriKind.Relative));

        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(string.Concat(urls.Select(url => url + "\n\n")), await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task No_list_has_a_passkey_a_private_address_or_a_tracker_that_makes_peers_up()
    {
        var all = await web.Client.GetStringAsync("/api/all");
        var json = JsonNode.Parse(await web.Client.GetStringAsync("/api/v1/lists/all"))!.AsArray();

        Assert.Equal([1, 5, 2, 3, 8, 4, 6, 11, 10], json.Select(tracker => (int)tracker!["id"]!));
        Assert.All(new[] { "closed.eta.example", "192.168.", "theta" }, never => Assert.DoesNotContain(never, all));
    }

    [Theory]
    [InlineData("localhost", false)]
    [InlineData("tracker", false)]
    [InlineData("tracker.lan", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("tracker.example.org", true)]
    [InlineData("9.9.9.9", true)]
    public void A_host_that_only_means_something_in_a_local_network_is_not_listed(string host, bool isListed)
    {
        var tracker = SampleBoard.Full.Trackers[0] with { Standing = SampleTrackers.All[0] with { Host = host } };

        Assert.Equal(isListed, PublicTrackers.IsListed(tracker, isPrivateFine: false));
        Assert.True(PublicTrackers.IsListed(tracker, isPrivateFine: true));
    }

    [Fact]
    public void Who_was_not_asked_in_a_span_has_no_uptime_to_be_wanted_for()
    {
        var unasked = new BoardTracker(SampleTrackers.All[9], null, [], []);

        Assert.False(new TrackerFilter { MinUptime = 0 }.Admits(unasked, Sample.Now));
        Assert.True(new TrackerFilter { MinHonesty = 90 }.Admits(unasked, Sample.Now));
        Assert.False(new TrackerFilter { Families = [AddressFamily.InterNetwork] }.Admits(unasked, Sample.Now));
        Assert.True(new TrackerFilter { State = TrackerState.Unknown }.Admits(unasked, Sample.Now));
    }

    [Fact]
    public async Task A_badge_is_a_picture_that_can_be_read_aloud()
    {
        var uptime = XDocument.Parse(await web.Client.GetStringAsync("/badges/3/uptime.svg?span=7d")).Root!;
        var unasked = await web.Client.GetStringAsync("/badges/10/state.svg");

        Assert.Equal("img", uptime.Attribute("role")!.Value);
        Assert.Equal($"{Gamma}: uptime 7d 96.1 %", uptime.Attribute("aria-label")!.Value);
        Assert.Contains(">unknown</text>", unasked);
    }

    [Theory]
    [InlineData("/badges/7/state.svg")]
    [InlineData("/badges/12/uptime.svg")]
    [InlineData("/badges/99/state.svg")]
    public async Task There_is_no_badge_of_what_is_not_public(string path)
    {
        using var response = await web.Client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(404, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_feed_tells_of_public_trackers_with_names_that_stay()
    {
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var feed = XDocument.Parse(await web.Client.GetStringAsync("/status/feed.atom")).Root!;
        var again = XDocument.Parse(await web.Client.GetStringAsync("/status/feed.atom")).Root!;
        var entries = feed.Elements(atom + "entry").ToList();

        Assert.Equal(["udp://tracker.delta.example:6969/announce is down", $"{V6} is up", "ws://tracker.zeta.example:8000/announce is down"], entries.Select(entry => entry.Element(atom + "title")!.Value));
        Assert.Equal("udp://tracker.delta.example:6969/announce does not answer any more, after 31 hours of answering.", entries[0].Element(atom + "summary")!.Value);
        Assert.Equal(feed.Descendants(atom + "id").Select(id => id.Value), again.Descendants(atom + "id").Select(id => id.Value));
        Assert.Equal(4, feed.Descendants(atom + "id").Select(id => id.Value).Distinct().Count());
        Assert.Equal(feed.Element(atom + "updated")!.Value, entries[0].Element(atom + "updated")!.Value);
    }
}
