using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Net;

namespace Crawler.Actors.Tests.Torrents;

/// <summary>BEP 27: a private torrent is announced to one tracker at a time.</summary>
public sealed class PrivateTorrentTests : CrawlKit
{
    private const string A = "http://a.example/announce";
    private const string B = "http://b.example/announce";

    [Fact]
    public async Task While_the_first_tracker_answers_the_others_are_not_called()
    {
        var client = Client(_ => Samples.Ok(600));
        Crawl(Environment(client), Samples.Target(A, B) with { IsPrivate = true });
        await ObservedAsync();
        await IdleAsync(2);
        Pass(TimeSpan.FromSeconds(600));
        await ObservedAsync();
        Assert.Equal((2, 0), (client.To("a.example").Length, client.To("b.example").Length));
    }

    [Fact]
    public async Task When_it_fails_it_is_told_stopped_and_the_next_one_has_its_turn()
    {
        var answers = new Queue<Attempt>([Samples.Ok(600), Samples.Failed(AttemptOutcome.Refused, "out of order"), Samples.Ok(600)]);
        var client = Client(url => url.Host == "a.example" ? answers.Dequeue() : Samples.Ok(600));
        Crawl(Environment(client), Samples.Target(A, B) with { IsPrivate = true });
        await ObservedAsync();
        await IdleAsync(2);
        Pass(TimeSpan.FromSeconds(600));

        var rest = await ObservedAsync(3);
        Assert.Equal(
            [("a.example", AnnounceEvent.None), ("a.example", AnnounceEvent.Stopped), ("b.example", AnnounceEvent.Started)],
            rest.Select(observation => (observation.Attempt.Tracker.Host, observation.Attempt.Event)));
    }

    [Fact]
    public async Task After_the_last_comes_the_first_again_when_its_backoff_is_over()
    {
        var client = Client(_ => Samples.Failed(AttemptOutcome.ConnectFailed));
        Crawl(Environment(client), Samples.Target(A, B) with { IsPrivate = true });
        await ObservedAsync(2);
        await UntilAsync(status => status.Trackers.All(tracker => tracker is { Attempts: 1, IsCalling: false }));
        await IdleAsync(2);
        Pass(TimeSpan.FromSeconds(15));
        Assert.Equal("a.example", (await ObservedAsync()).Attempt.Tracker.Host);
    }

    private ScriptedClient Client(Func<TrackerUrl, Attempt> answer) => new((url, _) => Task.FromResult(answer(url)), Clock);
}
