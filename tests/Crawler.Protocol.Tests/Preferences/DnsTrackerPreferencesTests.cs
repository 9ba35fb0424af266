using Crawler.Lab.Dns;
using Crawler.Lab.Trackers;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Protocol.Preferences;
using Microsoft.Extensions.Time.Testing;

namespace Crawler.Protocol.Tests.Preferences;

public class DnsTrackerPreferencesTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_host_that_denies_is_never_called_BEP_34()
    {
        await using var dns = FakeDnsServer.Start();
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        dns.Txt["www.example.com"] = [["v=spf1 -all"], ["BITTORRENT DENY ALL"]];
        using var client = Client(dns);
        var url = TrackerUrl.Parse($"http://www.example.com:{tracker.EndPoint.Port}/announce");

        var attempts = (IEnumerable<Attempt>)[await client.AnnounceAsync(url, Loopback.Request), .. await client.ScrapeAsync(url, Loopback.Hashes(2))];
        Assert.Equal(3, attempts.Count(attempt => attempt is { Outcome: AttemptOutcome.Gone, Stage: AttemptStage.Dns, ErrorText: "www.example.com says: no trackers here (BEP 34)" }));
        Assert.Equal((0, 1), (tracker.Connections, dns.Asked.Count));
    }

    [Fact]
    public async Task Only_the_ports_a_host_names_are_called_BEP_34()
    {
        await using var dns = FakeDnsServer.Start();
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        // One record may come in several strings.
        dns.Txt["www.example.com"] = [["BITTORRENT UDP:1", $"337 TCP:{tracker.EndPoint.Port}"]];
        using var client = Client(dns);
        Assert.True((await client.AnnounceAsync(TrackerUrl.Parse($"http://www.example.com:{tracker.EndPoint.Port}/announce"), Loopback.Request)).Succeeded);
        var other = await client.AnnounceAsync(TrackerUrl.Parse("http://www.example.com:81/announce"), Loopback.Request);
        Assert.Equal(AttemptOutcome.Gone, other.Outcome);
        Assert.Contains("UDP 1337", other.ErrorText);
    }

    [Theory]
    [InlineData(FakeDnsServer.Mood.Fails)]
    [InlineData(FakeDnsServer.Mood.Silent)]
    [InlineData(FakeDnsServer.Mood.Answers)]
    public async Task A_look_up_that_fails_blocks_nobody(FakeDnsServer.Mood mood)
    {
        await using var dns = FakeDnsServer.Start();
        dns.Questions = mood;
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Ok(new AnnounceBody()));
        using var client = Client(dns);
        Assert.True((await client.AnnounceAsync(TrackerUrl.Parse($"http://www.example.com:{tracker.EndPoint.Port}/announce"), Loopback.Request)).Succeeded);
        Assert.NotEmpty(dns.Asked);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("localhost")]
    public async Task IP_literals_and_local_names_are_never_looked_up(string host)
    {
        await using var dns = FakeDnsServer.Start();
        Assert.Same(TrackerPreference.None, await Preferences(dns).OfAsync(host, default));
        Assert.Empty(dns.Asked);
    }

    [Fact]
    public async Task An_answer_is_kept_as_long_as_DNS_says_between_5_minutes_and_a_day()
    {
        await using var dns = FakeDnsServer.Start();
        dns.Txt["www.example.com"] = [["BITTORRENT TCP:80"]];
        dns.TimeToLive = 1;
        var preferences = Preferences(dns);
        await preferences.OfAsync("www.example.com", default);
        _time.Advance(TimeSpan.FromMinutes(4));
        await preferences.OfAsync("www.example.com", default);
        Assert.Single(dns.Asked);
        _time.Advance(TimeSpan.FromMinutes(2));
        dns.Txt["www.example.com"] = [["BITTORRENT"]];
        dns.TimeToLive = uint.MaxValue >> 1;
        Assert.True((await preferences.OfAsync("www.example.com", default)).DeniesAll);
        _time.Advance(TimeSpan.FromHours(25));
        await preferences.OfAsync("www.example.com", default);
        Assert.Equal(3, dns.Asked.Count);
    }

    [Fact]
    public async Task A_failure_is_kept_for_5_minutes_so_that_a_broken_resolver_costs_little()
    {
        await using var dns = FakeDnsServer.Start();
        dns.Questions = FakeDnsServer.Mood.Fails;
        var preferences = Preferences(dns);
        for (var i = 0; i < 10; i++) await preferences.OfAsync("www.example.com", default);
        var asked = dns.Asked.Count;
        Assert.InRange(asked, 1, 2);
        _time.Advance(TimeSpan.FromMinutes(6));
        dns.Questions = FakeDnsServer.Mood.Answers;
        await preferences.OfAsync("www.example.com", default);
        Assert.True(dns.Asked.Count > asked);
    }

    [Fact]
    public async Task Many_who_ask_at_once_share_one_look_up()
    {
        await using var dns = FakeDnsServer.Start();
        dns.Txt["www.example.com"] = [["BITTORRENT"]];
        var preferences = Preferences(dns);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => preferences.OfAsync("www.example.com", default)));
        Assert.All(answers, preference => Assert.True(preference.DeniesAll));
        Assert.Single(dns.Asked);
    }

    [Fact]
    public async Task The_cache_is_bounded()
    {
        var cache = new PreferenceCache(maxHosts: 10, _time);
        for (var i = 0; i < 1000; i++) await cache.GetAsync($"host{i}", _ => Task.FromResult((TrackerPreference.None, TimeSpan.FromHours(1))));
        Assert.InRange(cache.Count, 1, 10);
    }

    private DnsTrackerPreferences Preferences(FakeDnsServer dns) => new([dns.EndPoint], TimeSpan.FromMilliseconds(300), _time);

    private TrackerClient Client(FakeDnsServer dns) =>
        new(Loopback.Options, new FakeResolver(("www.example.com", ["127.0.0.1"])), preferences: Preferences(dns));
}
