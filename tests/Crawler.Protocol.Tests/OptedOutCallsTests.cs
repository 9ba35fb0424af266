using System.Net;
using Crawler.Lab.Trackers;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Protocol.Preferences;

namespace Crawler.Protocol.Tests;

/// <summary>Who opted out is not called, not even to learn where they are.</summary>
public class OptedOutCallsTests
{
    private static readonly InfoHash Hash = InfoHash.Parse("0123456789abcdef0123456789abcdef01234567");
    private static readonly InfoHash Other = InfoHash.Parse("89abcdef0123456789abcdef0123456789abcdef");

    [Theory]
    [InlineData("udp://tracker.example.org:6969")]
    [InlineData("http://tracker.example.org/announce")]
    [InlineData("wss://tracker.example.org/announce")]
    public async Task An_opted_out_host_is_not_even_looked_up(string url)
    {
        var (resolver, preferences) = (new FakeResolver(), new AskedPreferences());
        using var client = new TrackerClient(Options(new OptOuts([], ["example.org"], [])), resolver, preferences: preferences);
        var attempt = await client.AnnounceAsync(TrackerUrl.Parse(url), Request(Hash));
        Assert.Equal((AttemptOutcome.Unsupported, AttemptStage.Prepare), (attempt.Outcome, attempt.Stage));
        Assert.Empty(resolver.Asked);
        Assert.Equal(0, preferences.Asked);
    }

    [Theory]
    [InlineData("udp://tracker.example.org:6969")]
    [InlineData("http://tracker.example.org/announce")]
    [InlineData("ws://tracker.example.org/announce")]
    public async Task A_name_that_leads_into_an_opted_out_network_is_blocked_before_a_packet_leaves(string url)
    {
        var resolver = new FakeResolver(("tracker.example.org", ["127.66.0.1"]));
        using var client = new TrackerClient(Options(new OptOuts([], [], [IPNetwork.Parse("127.66.0.0/16")])), resolver, preferences: new AskedPreferences());
        var attempt = await client.AnnounceAsync(TrackerUrl.Parse(url), Request(Hash));
        Assert.Equal((AttemptOutcome.Blocked, AttemptStage.Dns, 0), (attempt.Outcome, attempt.Stage, attempt.Transmissions));
        Assert.Contains("opted out", attempt.ErrorText);
    }

    [Fact]
    public async Task A_redirect_to_an_opted_out_host_is_not_followed()
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Redirect("http://tracker.example.org/announce"));
        var resolver = new FakeResolver();
        using var client = new TrackerClient(Options(new OptOuts([], ["example.org"], [])), resolver, preferences: new AskedPreferences());
        var attempt = await client.AnnounceAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Request(Hash));
        Assert.Equal(AttemptOutcome.Blocked, attempt.Outcome);
        Assert.DoesNotContain("tracker.example.org", resolver.Asked);
    }

    [Fact]
    public async Task An_opted_out_swarm_is_left_out_of_a_scrape_of_several_and_a_list_may_change_between_calls()
    {
        await using var tracker = FakeUdpTracker.Start();
        var options = Options(new OptOuts([Hash], [], []));
        using var client = new TrackerClient(options, preferences: new AskedPreferences());
        var url = TrackerUrl.Parse(tracker.AnnounceUrl);
        var attempts = await client.ScrapeAsync(url, [Hash, Other, Hash]);
        Assert.Equal([AttemptOutcome.Unsupported, AttemptOutcome.Ok, AttemptOutcome.Unsupported], attempts.Select(attempt => attempt.Outcome));
        Assert.Equal([Hash, Other, Hash], attempts.Select(attempt => attempt.InfoHash));

        options.OptOuts!.Current = new OptOuts([Hash, Other], [], []);
        var packets = tracker.Packets.Count;
        Assert.Equal(AttemptOutcome.Unsupported, (await client.AnnounceAsync(url, Request(Other))).Outcome);
        Assert.Equal(packets, tracker.Packets.Count);
    }

    private static TrackerClientOptions Options(OptOuts optOuts) => Loopback.Options with { OptOuts = new OptOutList(optOuts) };

    private static AnnounceRequest Request(InfoHash hash) => new() { InfoHash = hash, PeerId = PeerId.NewRandom() };

    private sealed class AskedPreferences : ITrackerPreferences
    {
        public int Asked { get; private set; }

        public Task<TrackerPreference> OfAsync(string host, CancellationToken cancellation)
        {
            Asked++;
            return Task.FromResult(TrackerPreference.None);
        }
    }
}
