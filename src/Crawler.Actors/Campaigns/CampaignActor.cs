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
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private readonly IEnumerator<Target> _targets;
    private readonly IActorRef _torrents;
    private readonly CrawlMeter _meter;
    private readonly FeedPace _pace;
    private ICancelable? _timer;
    private double _credit;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public CampaignActor(IEnumerator<Target> targets, IActorRef torrents, CrawlMeter meter, FeedPace pace) =>
        (_targets, _torrents, _meter, _pace) = (targets, torrents, meter, pace);

    /// <summary>The recipe for one list of targets; it ends when all are fed.</summary>
    /// <param name="targets">What to crawl; read as it is fed.</param>
    /// <param name="torrents">The parent of all torrents.</param>
    /// <param name="meter">Tells how many calls wait.</param>
    /// <param name="pace">How fast; null for <see cref="FeedPace.Standard"/>.</param>
    public static Props Props(IEnumerable<Target> targets, IActorRef torrents, CrawlMeter meter, FeedPace? pace = null) =>
        Akka.Actor.Props.Create(() => new CampaignActor(targets.GetEnumerator(), torrents, meter, pace ?? FeedPace.Standard));

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

        for (_credit += _pace.PerSecond(_meter.WaitingCalls) * Tick.TotalSeconds; _credit >= 1; _credit--)
        {
            if (!_targets.MoveNext())
            {
                Context.Stop(Self);
                return;
            }

            _torrents.Tell(new TorrentMessages.Track(_targets.Current));
        }

        _timer = Context.System.Scheduler.ScheduleTellOnceCancelable(Tick, Self, Feed.Instance, Self);
    }

    private sealed record Feed
    {
        public static readonly Feed Instance = new();
    }
}
