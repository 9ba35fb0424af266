using Akka.Actor;
using Crawler.Actors.Campaigns;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Protocol;

namespace Crawler.Actors.Tests.Campaigns;

public sealed class CampaignActorTests : CrawlKit
{
    [Fact]
    public async Task Targets_are_fed_in_order_at_the_pace_then_it_ends_and_slower_while_many_calls_wait()
    {
        var meter = new CrawlMeter();
        var targets = Enumerable.Range(1, 7).Select(n => Samples.Target() with { InfoHash = InfoHash.Parse($"{n:x40}") });
        var campaign = Sys.ActorOf(CampaignActor.Props(targets, TestActor, meter, new FeedPace(20, 10), Clock));
        Watch(campaign);
        await NextAsync(campaign, 1); // the first at once
        Pass(TimeSpan.FromMilliseconds(50));
        await NextAsync(campaign, 2);
        Pass(TimeSpan.FromMilliseconds(50));
        await NextAsync(campaign, 3);

        meter.Queued(20); // twice as many as it likes: a quarter of the pace
        for (var tick = 0; tick < 3; tick++)
        {
            Pass(TimeSpan.FromMilliseconds(50));
            await IdentifiedAsync(campaign);
        }

        Pass(TimeSpan.FromMilliseconds(50));
        await NextAsync(campaign, 4);
        meter.Queued(-20);
        for (var n = 5; n <= 7; n++)
        {
            Pass(TimeSpan.FromMilliseconds(50));
            await NextAsync(campaign, n);
        }

        Pass(TimeSpan.FromMilliseconds(50));
        await ExpectTerminatedAsync(campaign, Patience);
    }

    private async Task NextAsync(IActorRef campaign, int n)
    {
        Assert.Equal(InfoHash.Parse($"{n:x40}"), (await ExpectMsgAsync<TorrentMessages.Track>(Patience)).Target.InfoHash);
        await IdentifiedAsync(campaign); // its timer is set
    }

    private async Task IdentifiedAsync(IActorRef campaign)
    {
        campaign.Tell(new Identify(null), TestActor);
        await ExpectMsgAsync<ActorIdentity>(Patience); // and nothing was fed before it
    }
}
