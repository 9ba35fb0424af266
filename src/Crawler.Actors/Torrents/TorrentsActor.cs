using Akka.Actor;
using Crawler.Actors.Trackers;
using Crawler.Protocol;
using static Crawler.Actors.Torrents.TorrentMessages;

namespace Crawler.Actors.Torrents;

/// <summary>
/// The parent of all torrent actors of a node, one per infohash, made on first use. Where a shard region is their parent it
/// only keeps count of them (<see cref="CrawlEnvironment.Registry"/>). Either way they are left through it, a few at a time.
/// </summary>
public sealed class TorrentsActor : UntypedActor
{
    /// <summary>
    /// Torrents that say goodbye at once: enough to keep the gates busy, while half a million goodbyes are not half a million actors.
    /// </summary>
    private const int LeavingAtOnce = 1000;

    private readonly CrawlEnvironment _environment;
    private readonly TrackerSupervision _supervision;
    private readonly Dictionary<InfoHash, IActorRef> _torrents = [];
    private Queue<InfoHash>? _leaving;
    private IActorRef? _awaitsAllLeft;
    private bool _isSilent;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public TorrentsActor(CrawlEnvironment environment) => (_environment, _supervision) = (environment, new TrackerSupervision(environment.Observer));

    /// <summary>The recipe for the parent of all torrents.</summary>
    public static Props Props(CrawlEnvironment environment) => Akka.Actor.Props.Create(() => new TorrentsActor(environment));

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(
        maxNrOfRetries: -1,
        withinTimeMilliseconds: Timeout.Infinite,
        _ => Directive.Restart, // its trackers keep hitting a bug of ours: it loads its sessions from the store and goes on
        loggingEnabled: false);

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Track track when !_isSilent: OnTrack(track); break;
            case Track: break; // intake is over
            case Untrack untrack when _torrents.TryGetValue(untrack.InfoHash, out var torrent): torrent.Tell(Leave.Instance); break;
            case Untrack: break;
            case FallSilent: OnFallSilent(); Sender.Tell(message); break;
            case LeaveAll: OnLeaveAll(); break;
            case CutShort: OnCutShort(); break;
            case TorrentBegun begun: OnBegun(begun.InfoHash); break;
            case TorrentLeft left: OnLeft(left.InfoHash); break;
            default: Unhandled(message); break;
        }
    }

    private void OnTrack(Track track)
    {
        var target = track.Target;
        if (_torrents.ContainsKey(target.InfoHash)) return;
        if (!Context.Child(target.InfoHash.ToString()).IsNobody())
        {
            Self.Forward(track); // it left a moment ago, and is not quite gone
            return;
        }

        var torrent = Context.ActorOf(TorrentActor.Props(_environment, _supervision), target.InfoHash.ToString());
        torrent.Tell(track);
        _torrents.Add(target.InfoHash, torrent);
    }

    /// <summary>Who begins while everybody falls silent or leaves does so, too.</summary>
    private void OnBegun(InfoHash infoHash)
    {
        _torrents[infoHash] = Sender;
        if (_isSilent) Sender.Tell(FallSilent.Instance);
        if (_awaitsAllLeft is not null) Sender.Tell(Leave.Instance);
    }

    private void OnFallSilent()
    {
        if (_isSilent) return;
        _isSilent = true;
        foreach (var torrent in _torrents.Values) torrent.Tell(FallSilent.Instance);
    }

    private void OnLeaveAll()
    {
        _awaitsAllLeft = Sender;
        OnFallSilent();
        _leaving = new Queue<InfoHash>(_torrents.Keys);
        for (var leaving = 0; leaving < LeavingAtOnce; leaving++) LeaveNext();
        AnswerIfAlone();
    }

    private void LeaveNext()
    {
        while (_leaving?.TryDequeue(out var next) == true)
        {
            if (!_torrents.TryGetValue(next, out var torrent)) continue; // left by itself meanwhile
            torrent.Tell(Leave.Instance);
            return;
        }
    }

    private void OnCutShort()
    {
        _awaitsAllLeft = Sender;
        foreach (var infoHash in _leaving ?? []) _torrents.Remove(infoHash);
        _leaving = null;
        AnswerIfAlone();
    }

    private void OnLeft(InfoHash infoHash)
    {
        _torrents.Remove(infoHash);
        LeaveNext();
        AnswerIfAlone();
    }

    private void AnswerIfAlone()
    {
        if (_torrents.Count == 0) _awaitsAllLeft?.Tell(AllLeft.Instance);
    }
}
