using Akka.Actor;
using Crawler.Actors.Hosts;
using Crawler.Actors.Measuring;
using Crawler.Actors.Torrents;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Scrape;

namespace Crawler.Actors.Tests.Torrents;

/// <summary>A crawl that only wants counts scrapes (BEP 48), which is no announce.</summary>
public sealed class CountsOnlyTests : CrawlKit
{
    [Fact]
    public async Task Trackers_are_asked_for_counts_an_interval_apart_and_told_neither_started_nor_stopped()
    {
        var client = new ScriptedClient((_, _) => throw new InvalidOperationException("nobody announces"), Clock);
        var environment = Environment(client, plan: new MeasuringPlan { CountsOnly = true }) with { Hosts = TestActor, Random = () => 0.9 };
        var torrents = Crawl(environment, Samples.Target("http://a.example/announce"));
        var first = await AnswerAsync();
        Assert.Equal((true, AnnounceEvent.None, Clock.GetUtcNow()), (first.CountsOnly, first.Request.Event, first.DueAt));
        await UntilAsync(status => status.Trackers is [{ Successes: 1, IsCalling: false, Seeders: 7, Leechers: 8 }]);
        await IdleAsync(1);

        Pass(TimeSpan.FromMinutes(30)); // no jitter: whoever shared the scrape shares the next
        var second = await AnswerAsync();
        Assert.Equal(first.DueAt!.Value.AddMinutes(30), second.DueAt);
        await IdleAsync(1);

        torrents.Tell(TorrentMessages.LeaveAll.Instance, TestActor);
        await ExpectMsgAsync<TorrentMessages.AllLeft>(Patience);
        Assert.Null(environment.Meter.Peers == 0 ? null : "peers were counted");
    }

    /// <summary>Plays the gate.</summary>
    private async Task<HostMessages.TrackerCall> AnswerAsync()
    {
        var call = await ExpectMsgAsync<HostMessages.TrackerCall>(Patience);
        var counted = Samples.Ok(null) with { Kind = AttemptKind.Scrape, Reply = null, Counts = new ScrapeCounts(7, 8, null), At = Clock.GetUtcNow() };
        LastSender.Tell(new HostMessages.CallCompleted(call.AttemptNumber, counted));
        await ObservedAsync();
        return call;
    }
}
