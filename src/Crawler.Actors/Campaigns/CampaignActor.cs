using Akka.Actor;
using Crawler.Actors.Observations;
using Crawler.Actors.Torrents;
using Crawler.Protocol.Metainfo;

namespace Crawler.Actors.Campaigns;

/// <summary>
/// Feeds targets to the torrents at a bounded pace (<see cref="FeedPace"/>), so that a large list floods neither mailboxes nor gates.
/// A new target's trackers are called at once, as far as their hosts allow.
/// </summary>
public sealed class CampaignActor : UntypedActor
{
    private readonly IEnumerator<Target> _targets;
    private readonly IActorRef _torrents;
    private readonly CrawlMeter _meter;
    private readonly FeedCredit _credit;
    private ICancelable? _timer;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public CampaignActor(IEnumerator<Target> targets, IActorRef torrents, CrawlMeter meter, FeedPace pace, TimeProvider time) =>
        (_targets, _torrents, _meter, _credit) = (targets, torrents, meter, new FeedCredit(pace, time));

    /// <summary>The recipe for one list of targets; it ends when all are fed.</summary>
    /// <param name="targets">What to crawl; read as it is fed.</param>
    /// <param name="torrents">The parent of all torrents.</param>
    /// <param name="meter">Tells how many calls wait.</param>
    /// <param name="pace">How fast.</param>
    /// <param name="time">The clock.</param>
    public static Props Props(IEnumerable<Target> targets, IActorRef torrents, CrawlMeter meter, FeedPace pace, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new CampaignActor(targets.GetEnumerator(), torrents, meter, pace, time));

    /// <inheritdoc/>
    protected override void PreStart() => Self.Tell(Feed.Instance);

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _timer?.Cancel();
        _targets.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        if (message is not Feed)
        {
            Unhandled(message);
            return;
        }

        _credit.Earn(_meter.WaitingCalls);
        while (_credit.TrySpend())
        {
            if (!_targets.MoveNext())
            {
                Context.Stop(Self);
                return;
            }

            _torrents.Tell(new TorrentMessages.Track(_targets.Current));
        }

        _timer = Context.System.Scheduler.ScheduleTellOnceCancelable(FeedCredit.Tick, Self, Feed.Instance, Self);
    }

    private sealed record Feed : INoSerializationVerificationNeeded
    {
        public static readonly Feed Instance = new();
    }
}
