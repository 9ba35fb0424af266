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

    /// <summary>What a tick that came late makes up for at most: a machine that slept is no reason for a flood.</summary>
    private static readonly TimeSpan MostAtOnce = TimeSpan.FromMilliseconds(200);

    private readonly IEnumerator<Target> _targets;
    private readonly IActorRef _torrents;
    private readonly CrawlMeter _meter;
    private readonly FeedPace _pace;
    private readonly TimeProvider _time;
    private ICancelable? _timer;
    private double _credit = 1;
    private long _fedAt;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public CampaignActor(IEnumerator<Target> targets, IActorRef torrents, CrawlMeter meter, FeedPace pace, TimeProvider time) =>
        (_targets, _torrents, _meter, _pace, _time, _fedAt) = (targets, torrents, meter, pace, time, time.GetTimestamp());

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

        var since = _time.GetElapsedTime(_fedAt);
        _fedAt = _time.GetTimestamp();
        for (_credit += _pace.PerSecond(_meter.WaitingCalls) * Math.Min(since.TotalSeconds, MostAtOnce.TotalSeconds); _credit >= 1; _credit--)
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
