using Akka.Actor;
using Crawler.Protocol;
using static Crawler.Actors.Torrents.TorrentMessages;

namespace Crawler.Actors.Torrents;

/// <summary>The local parent of all torrent actors: one per infohash, made on first use.</summary>
public sealed class TorrentsActor : UntypedActor
{
    private readonly CrawlEnvironment _environment;
    private readonly HashSet<InfoHash> _torrents = [];
    private IActorRef? _awaitsAllLeft;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public TorrentsActor(CrawlEnvironment environment) => _environment = environment;

    /// <summary>The recipe for the parent of all torrents.</summary>
    public static Props Props(CrawlEnvironment environment) => Akka.Actor.Props.Create(() => new TorrentsActor(environment));

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(
        maxNrOfRetries: -1,
        withinTimeMilliseconds: Timeout.Infinite,
        error =>
        {
            // A torrent whose trackers keep hitting a bug of ours: it loads its sessions from the store and goes on.
            _environment.Observer.OnBug("a torrent", error);
            return Directive.Restart;
        },
        loggingEnabled: false);

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Track track when _awaitsAllLeft is null: OnTrack(track); break;
            case Track: break; // intake is over
            case LeaveAll: OnLeaveAll(); break;
            case TorrentLeft left: OnLeft(left.InfoHash); break;
            default: Unhandled(message); break;
        }
    }

    private void OnTrack(Track track)
    {
        if (!_torrents.Add(track.Target.InfoHash)) return;
        Context.ActorOf(TorrentActor.Props(track.Target, _environment), track.Target.InfoHash.ToString());
    }

    private void OnLeaveAll()
    {
        _awaitsAllLeft = Sender;
        foreach (var torrent in Context.GetChildren()) torrent.Tell(Leave.Instance);
        AnswerIfAlone();
    }

    private void OnLeft(InfoHash infoHash)
    {
        _torrents.Remove(infoHash);
        AnswerIfAlone();
    }

    private void AnswerIfAlone()
    {
        if (_torrents.Count == 0) _awaitsAllLeft?.Tell(AllLeft.Instance);
    }
}
