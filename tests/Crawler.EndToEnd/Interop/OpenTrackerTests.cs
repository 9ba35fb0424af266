using Crawler.Lab.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.EndToEnd.Interop;

/// <summary>Our client against Debian's <c>opentracker</c>.</summary>
public sealed class OpenTrackerTests : IDisposable
{
    private static readonly InfoHash[] Served = [.. Enumerable.Range(1, 100).Select(i => InfoHash.Parse(i.ToString("x40")))];

    private readonly TrackerClient _client = new(new() { AddressPolicy = new AddressPolicy(allowPrivate: true) });

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task It_closes_every_connection_unannounced_and_no_announce_fails()
    {
        await using var tracker = await OpenTracker.StartAsync(Served);
        var url = TrackerUrl.Parse(tracker.HttpUrl);
        var failed = 0;
        await Parallel.ForAsync(0, 5000, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (i, cancellation) =>
        {
            var attempt = await _client.AnnounceAsync(url, Request(Served[i % Served.Length], left: i % 2), cancellation: cancellation);
            if (!attempt.Succeeded) Interlocked.Increment(ref failed);
        });
        Assert.Equal(0, failed);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("udp")]
    public async Task Announce_scrape_and_refusal_are_understood(string scheme)
    {
        await using var tracker = await OpenTracker.StartAsync(Served);
        var url = TrackerUrl.Parse(scheme == "udp" ? tracker.UdpUrl : tracker.HttpUrl);
        var attempt = await _client.AnnounceAsync(url, Request(Served[0], left: 0));
        Assert.Equal((AttemptOutcome.Ok, 1L, 0L), (attempt.Outcome, attempt.Reply?.Complete, attempt.Reply?.Incomplete));
        Assert.InRange(attempt.IntervalAsked!.Value, 1000, 3000);
        Assert.Single(attempt.Reply!.Peers.ToArray());

        var scraped = await _client.ScrapeAsync(url, Served);
        Assert.Equal(Served, scraped.Select(scrape => scrape.InfoHash));
        Assert.Equal(1, scraped[0].Counts?.Complete);
        Assert.All(scraped, scrape => Assert.True(scrape.Succeeded, scrape.ErrorText));

        var refused = await _client.AnnounceAsync(url, Request(InfoHash.Parse(new string('e', 40)), left: 0));
        Assert.Equal((AttemptOutcome.Refused, RefusalKind.UnregisteredTorrent), (refused.Outcome, refused.RefusalKind));
    }

    private static AnnounceRequest Request(InfoHash swarm, long left) =>
        new() { InfoHash = swarm, PeerId = PeerId.NewRandom(), Port = 7001, Left = left, Event = AnnounceEvent.Started };
}
