using Crawler.Actors.Observations;
using Crawler.Lab.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Actors.Tests.Torrents;

/// <summary>
/// The whole way from actor to socket and back: a tracker that hands out a tracker id and an interval gets the id back,
/// not before the interval is over, though an error string restarted the tracker actor in between.
/// </summary>
public sealed class TrackerIdOverARealSocketTests : CrawlKit
{
    [Fact]
    public async Task The_id_comes_back_no_earlier_than_the_interval_across_a_restart()
    {
        var answers = new Queue<FakeResponse>(
        [
            FakeResponse.Ok(new AnnounceBody { Interval = 600, TrackerId = "id & more" }),
            FakeResponse.Ok(new AnnounceBody { Interval = null, FailureReason = "database is on holiday" }),
            FakeResponse.Ok("plain text: still on holiday"),
            FakeResponse.Ok(new AnnounceBody { Interval = 600 }),
        ]);
        await using var tracker = FakeHttpTracker.Start(_ => answers.Dequeue());
        using var client = new TrackerClient(new TrackerClientOptions { AddressPolicy = new AddressPolicy(allowPrivate: true) });
        Crawl(Environment(client), Samples.Target(tracker.AnnounceUrl));

        var first = await SettledAsync();
        Assert.Equal("id & more", System.Text.Encoding.ASCII.GetString(first.Session.TrackerId!.Bytes));

        Pass(TimeSpan.FromSeconds(599));
        Assert.Single(tracker.Requests);
        Pass(TimeSpan.FromSeconds(1));
        var refused = await SettledAsync();
        Assert.Equal((AttemptOutcome.Refused, "database is on holiday"), (refused.Attempt.Outcome, refused.Attempt.ErrorText));

        // A minute's backoff for the first refusal, two for the second, a bare text this time.
        Pass(TimeSpan.FromSeconds(60));
        var text = await SettledAsync();
        Assert.Equal((AttemptOutcome.Refused, "plain text: still on holiday"), (text.Attempt.Outcome, text.Attempt.ErrorText));
        Pass(TimeSpan.FromSeconds(120));
        Assert.True((await SettledAsync()).Attempt.Succeeded);

        Assert.Equal([null, "id & more", "id & more", "id & more"], tracker.Requests.Select(request => request.Text("trackerid")));
        Assert.Equal(["started", null, null, null], tracker.Requests.Select(request => request.Text("event")));
        Assert.Contains("trackerid=id%20%26%20more", tracker.Requests[1].Target);
    }

    private async Task<Observation> SettledAsync()
    {
        var observation = await ObservedAsync();
        await IdleAsync(1);
        return observation;
    }
}
