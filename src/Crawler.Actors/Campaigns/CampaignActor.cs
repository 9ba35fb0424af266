using Akka.Actor;
using Crawler.Actors.Torrents;
using Crawler.Protocol.Metainfo;

namespace Crawler.Actors.Campaigns;

/// <summary>Feeds targets to the torrents at a bounded pace, so that a large list neither floods mailboxes nor trackers.</summary>
public sealed class CampaignActor : UntypedActor
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);

    private readonly IEnumerator<Target> _targets;
    private readonly IActorRef _torrents;
    private readonly int _perTick;
    private ICancelable? _timer;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public CampaignActor(IEnumerator<Target> targets, IActorRef torrents, int perSecond)
    {
        _targets = targets;
        _torrents = torrents;
        _perTick = Math.Max(1, (int)(perSecond * Tick.TotalSeconds));
    }

    /// <summary>The recipe for one campaign.</summary>
    /// <param name="targets">What to crawl; read as it is fed.</param>
    /// <param name="torrents">The parent of all torrents.</param>
    /// <param name="perSecond">New torrents a second.</param>
    public static Props Props(IEnumerable<Target> targets, IActorRef torrents, int perSecond = 1000) =>
        Akka.Actor.Props.Create(() => new CampaignActor(targets.GetEnumerator(), torrents, perSecond));

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

        for (var fed = 0; fed < _perTick; fed++)
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
