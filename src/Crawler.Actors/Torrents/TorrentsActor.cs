using Akka.Actor;
using Crawler.Actors.Trackers;
using Crawler.Protocol;
using static Crawler.Actors.Torrents.TorrentMessages;

namespace Crawler.Actors.Torrents;

/// <summary>The local parent of all torrent actors: one per infohash, made on first use, and left a few at a time.</summary>
public sealed class TorrentsActor : UntypedActor
{
    /// <summary>
    /// Torrents that say goodbye at once: enough to keep the gates busy, while half a million goodbyes are not half a million actors.
    /// </summary>
    private const int LeavingAtOnce = 1000;

    private readonly CrawlEnvironment _environment;
    private readonly TrackerSupervision _supervision;
    private readonly SharedTiers _tiers = new();
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
            case Track track when !_isSilent: OnTrack(track); break;
            case Track: break; // intake is over
            case Untrack untrack when _torrents.TryGetValue(untrack.InfoHash, out var torrent): torrent.Tell(Leave.Instance); break;
            case Untrack: break;
            case FallSilent: OnFallSilent(); Sender.Tell(message); break;
            case LeaveAll: OnLeaveAll(); break;
            case CutShort: OnCutShort(); break;
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

        var shared = target with { Trackers = _tiers.Of(target.Trackers) };
        _torrents.Add(target.InfoHash, Context.ActorOf(TorrentActor.Props(shared, _environment, _supervision), target.InfoHash.ToString()));
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
