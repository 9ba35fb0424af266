using System.Net;
using Crawler.Lab.Trackers;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;
using Crawler.Protocol.Preferences;

namespace Crawler.Protocol.Tests.Attempts;

/// <summary>What a client writes of whom it leaves alone is what the record is read by; a tracker's words are not mistaken for it.</summary>
public class LeftAloneWordsTests
{
    private const string Url = "http://tracker.example.org/announce";

    [Theory]
    [InlineData("BITTORRENT DENY ALL", LeftAloneReason.NoTrackerOnHost)]
    [InlineData("BITTORRENT", LeftAloneReason.NoTrackerOnHost)]
    [InlineData("BITTORRENT UDP:1337 TCP:443", LeftAloneReason.PortNotListed)]
    [InlineData("BITTORRENT UDP:80", LeftAloneReason.PortNotListed)]
    public async Task A_hosts_record_in_DNS_is_told_from_all_else(string record, LeftAloneReason reason)
    {
        using var client = new TrackerClient(Loopback.Options, new FakeResolver(), preferences: new Says(record));

        Assert.Equal(reason, ReasonOf(await client.AnnounceAsync(TrackerUrl.Parse(Url), Loopback.Request)));
        Assert.All(await client.ScrapeAsync(TrackerUrl.Parse(Url), Loopback.Hashes(2)), attempt => Assert.Equal(reason, ReasonOf(attempt)));
    }

    [Fact]
    public async Task Swarm_host_and_network_that_opted_out_are_told_apart_by_their_names()
    {
        async Task<Attempt> CallAsync(OptOuts optOuts)
        {
            using var client = new TrackerClient(Loopback.Options with { OptOuts = new OptOutList(optOuts) }, new FakeResolver(("tracker.example.org", ["127.66.0.1"])), preferences: new Says(""));
            return await client.AnnounceAsync(TrackerUrl.Parse(Url), Loopback.Request);
        }

        var (swarm, host, network) = (
            await CallAsync(new OptOuts([Loopback.Request.InfoHash], [], [])),
            await CallAsync(new OptOuts([], ["example.org"], [])),
            await CallAsync(new OptOuts([], [], [IPNetwork.Parse("127.66.0.0/16")])));

        Assert.Equal(
            [(LeftAloneReason.SwarmOptedOut, null), (LeftAloneReason.HostOptedOut, "tracker.example.org"), (LeftAloneReason.NetworkOptedOut, (string?)"127.66.0.1")],
            new[] { swarm, host, network }.Select(attempt => (ReasonOf(attempt)!.Value, LeftAloneWords.SubjectOf(attempt.ErrorText))));
    }

    [Theory]
    [InlineData(410, "tracker.example.org says: no trackers here (BEP 34)", LeftAloneReason.HttpGone)]
    [InlineData(410, "d14:failure reason4:gone8:retry in5:nevere", LeftAloneReason.RetryNever)]
    [InlineData(200, "d14:failure reason4:gone8:retry in5:nevere", LeftAloneReason.RetryNever)]
    [InlineData(200, "d14:failure reason49:this infohash opted out: nobody is asked about ite", null)]
    [InlineData(200, "d14:failure reason46:tracker.example.org opted out: it is not callede", null)]
    [InlineData(404, "tracker.example.org opted out: it is not called", null)]
    public async Task What_a_tracker_says_is_judged_by_its_answer_and_not_by_words_it_borrows(int status, string body, LeftAloneReason? reason)
    {
        await using var tracker = FakeHttpTracker.Start(_ => FakeResponse.Status(status, body));
        using var client = new TrackerClient(Loopback.Options);

        Assert.Equal(reason, ReasonOf(await client.AnnounceAsync(TrackerUrl.Parse(tracker.AnnounceUrl), Loopback.Request)));
    }

    [Fact]
    public async Task An_address_we_do_not_call_and_a_tracker_without_scrape_asked_for_nothing()
    {
        using var client = new TrackerClient(new TrackerClientOptions(), new FakeResolver(("tracker.example.org", ["10.0.0.1"])), preferences: new Says(""));

        Assert.Null(ReasonOf(await client.AnnounceAsync(TrackerUrl.Parse(Url), Loopback.Request)));
        Assert.All(await client.ScrapeAsync(TrackerUrl.Parse("http://tracker.example.org/x"), Loopback.Hashes(1)), attempt => Assert.Null(ReasonOf(attempt)));
    }

    private static LeftAloneReason? ReasonOf(Attempt attempt) =>
        LeftAloneWords.ReasonOf(attempt.Stage, attempt.Outcome, attempt.HttpStatus, attempt.Retry?.IsNever, attempt.ErrorText);

    private sealed class Says(string record) : ITrackerPreferences
    {
        public Task<TrackerPreference> OfAsync(string host, CancellationToken cancellation) => Task.FromResult(TrackerPreference.Parse([record]));
    }
}
