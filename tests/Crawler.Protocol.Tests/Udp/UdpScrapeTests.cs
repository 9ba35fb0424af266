using Crawler.Lab.Trackers;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Protocol.Scrape;
using Crawler.Protocol.Udp;

namespace Crawler.Protocol.Tests.Udp;

public sealed class UdpScrapeTests : IDisposable
{
    private readonly UdpTrackerClient _client = new(Loopback.Options);

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Swarms_are_asked_74_to_a_packet_and_answered_in_the_order_asked_BEP_15()
    {
        await using var tracker = FakeUdpTracker.Start();
        var hashes = Loopback.Hashes(150);
        foreach (var (hash, i) in hashes.Select((hash, i) => (hash, i))) tracker.Swarms[hash] = new FakeSwarm { Seeders = i, Leechers = 2 * i, Downloaded = 3 * i };
        var attempts = await _client.ScrapeAsync(TrackerUrl.Parse(tracker.AnnounceUrl), hashes);
        Assert.Equal(hashes.Select((hash, i) => (hash, new ScrapeCounts(i, 2 * i, 3 * i))), attempts.Select(attempt => (attempt.InfoHash, attempt.Counts!)));
        Assert.Equal([74, 74, 2], tracker.Packets.Where(packet => packet.Scrape.Count > 0).Select(packet => packet.Scrape.Count));
    }

    [Fact]
    public async Task Swarms_beyond_the_end_of_a_short_answer_have_no_counts()
    {
        await using var tracker = FakeUdpTracker.Start((packet, usual) => packet.Scrape.Count > 0 ? usual.CutAfter(8 + 12 + 5) : usual);
        var attempts = await _client.ScrapeAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Loopback.Hashes(3));
        Assert.Equal([new ScrapeCounts(0, 0, 0), null, null], attempts.Select(attempt => attempt.Counts));
        Assert.All(attempts, attempt => Assert.True(attempt.Succeeded));
    }

    [Fact]
    public async Task A_refusal_counts_for_all_swarms_of_its_packet()
    {
        await using var tracker = FakeUdpTracker.Start((packet, usual) => packet.Scrape.Count > 0 ? UdpReply.Error(packet.TransactionId, "no scrape here") : usual);
        var attempts = await _client.ScrapeAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Loopback.Hashes(3));
        Assert.Equal(3, attempts.Count(attempt => attempt is { Outcome: AttemptOutcome.Refused, ErrorText: "no scrape here" }));
    }

    [Fact]
    public async Task A_tracker_that_is_not_reached_is_not_asked_again_for_the_rest()
    {
        await using var tracker = FakeUdpTracker.Start((_, _) => UdpReply.None);
        using var client = new UdpTrackerClient(Loopback.Hasty with { UdpRetries = 0 });
        var attempts = await client.ScrapeAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Loopback.Hashes(300));
        Assert.Equal(300, attempts.Count(attempt => attempt.Outcome == AttemptOutcome.Timeout));
        Assert.InRange(tracker.Packets.Count, 0, 1);
    }
}
