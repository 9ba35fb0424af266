using Akka.Actor;
using Crawler.Actors.Measuring;
using Crawler.Actors.Observations;
using Crawler.Actors.Trackers;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using static Crawler.Actors.Trackers.TrackerMessages;

namespace Crawler.Actors.Torrents;

/// <summary>
/// One swarm, and the error kernel round its trackers: it owns every <see cref="TrackerSession"/> and one timer, for the earliest
/// of them. When a session has something to say it starts a child that makes the call and ends, so that what fails there is
/// forgotten by nobody and no sibling notices, and a swarm at rest is one actor. What is seen goes into <see cref="Swarm"/> and to
/// the sink; how often to look, where the crawl has a goal, is up to <see cref="Measurement"/>.
/// </summary>
public sealed partial class TorrentActor : UntypedActor
{
    private readonly CrawlEnvironment _environment;
    private readonly SupervisorStrategy _supervision;
    private Target _target = null!; // these four until it is told what to crawl
    private TrackerRoster _roster = null!;
    private Swarm _swarm = null!;
    private Measurement _measurement = null!;
    private CancellationTokenSource? _loading;
    private List<int>? _out;
    private DateTimeOffset _wakesAt = DateTimeOffset.MaxValue;
    private int _started;
    private int _active;
    private bool _isSilent;
    private bool _isLeaving;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    internal TorrentActor(CrawlEnvironment environment, SupervisorStrategy supervision) => (_environment, _supervision) = (environment, supervision);

    /// <summary>
    /// The recipe for a torrent, the same for all of them: which swarm it is of it is told by <see cref="TorrentMessages.Track"/>,
    /// its first message. Its name is the infohash.
    /// </summary>
    /// <param name="environment">What all actors of a crawl share.</param>
    /// <param name="supervision">What is done about tracker actors that fail; shared by all torrents.</param>
    public static Props Props(CrawlEnvironment environment, SupervisorStrategy supervision) =>
        Akka.Actor.Props.CreateBy(new Producer(environment, supervision));

    /// <summary>
    /// What is known outlives the failure. A call that is out dies with its child, so it counts as made: its tracker is not
    /// called again before its time.
    /// </summary>
    protected override void PreRestart(Exception reason, object message)
    {
        _environment.Observer.OnBug("a torrent", reason);
        if (IsAssigned) KeepForNextLife();
        base.PreRestart(reason, message);
    }

    private void KeepForNextLife()
    {
        var now = _environment.Now;
        foreach (var index in _out ?? []) _roster.Advance(index, _roster[index].Abandoned(_environment.Intervals, now), null, now);
        if (_roster.Count > 0) _environment.Sessions.Keep(_target.InfoHash, [.. _roster.Indices.Select(index => _roster[index]).Where(session => session.Identity == 0).Select(_roster.OfAllIdentities)]);
        Self.Tell(new TorrentMessages.Track(_target));
        if (_isMoving) Self.Tell(TorrentMessages.HandOver.Instance);
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _loading?.Cancel();
        if (!IsAssigned) return;
        _swarm.Forget();
        if (_target.IsCanary) return;
        _environment.Meter.Sessions(-_active);
        _environment.Meter.Torrents(-1);
    }

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => _supervision;

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        if (!IsAssigned)
        {
            OnUnassigned(message);
            return;
        }

        switch (message)
        {
            case TorrentMessages.Track: break; // it does already
            case SessionsLoaded loaded when !IsGoing: Begin(loaded.Sessions); break;
            case LoadFailed when !IsGoing: LoadLater(); break;
            case LoadAgain when !IsGoing: Load(); break;
            case Due due: OnDue(due.At); break;
            case SessionWanted wanted when wanted.Index < _roster.Count: Hand(wanted.Index); break;
            case SessionAdvanced advanced: OnAdvanced(advanced); break;
            case Ended ended: OnEnded(ended.Index); break;
            case TorrentMessages.FallSilent: _isSilent = true; break;
            case TorrentMessages.Leave: OnLeave(); break;
            case TorrentMessages.HandOver: OnHandOver(); break;
            case RecordStored: OnMoved(); break;
            case SessionsLoaded or LoadFailed or LoadAgain or SessionWanted: break; // too late, or of a life before a restart
            default: Unhandled(message); break;
        }
    }

    /// <summary>A call that is handed back now, or a tracker that is left, says nothing of how well the swarm is measured.</summary>
    private bool IsEnding => _isLeaving || _isSilent;

    /// <summary>Who fell silent still says goodbye, when it is told to leave.</summary>
    private bool MayCall => _isLeaving || !_isSilent;

    private void Begin(IReadOnlyList<TrackerSession> earlier)
    {
        var now = _environment.Now;
        _loading = null;
        _roster.Begin(earlier, now);
        _measurement.Begin(now);
        EndRoundIfOver(); // all trackers may be gone from an earlier run
        Go();
    }

    /// <summary>Starts a child for every session that has something to say, and sets the timer for the earliest of the others.</summary>
    private void Go()
    {
        var now = _environment.Now;
        var next = MayCall && !_isLeaving ? _measurement.NextRoundAt : null;
        for (var index = 0; index < _roster.Count && MayCall; index++)
        {
            if (_out?.Contains(index) == true || _roster.SpeaksAt(index, _isLeaving, out _) is not { } at) continue;
            if (at > now) next = next < at ? next : at;
            else if (_out is null || !_target.IsPrivate) Start(index);
        }

        if (next is { } due) WakeAt(due, now);
        Count();
        ShowStatus();
        if (_out is null && _isLeaving) End();
        else if (_out is null && _isMoving) AwaitRecord();
    }

    private void Start(int index)
    {
        (_out ??= []).Add(index);
        // Named by place, never by URL: actor paths end up in logs, and URLs carry passkeys. Numbered, as the one before may not be gone yet.
        Context.ActorOf(TrackerActor.Props(index, _target.InfoHash, _environment), $"{_roster[index].Entry.Tier}-{index}-{++_started}");
    }

    /// <summary>A child asks what to do. From here on the call counts as made: a child that is restarted makes no second one.</summary>
    private void Hand(int index)
    {
        var now = _environment.Now;
        if (!MayCall || _roster.SpeaksAt(index, _isLeaving, out var what) is not { } at || at > now)
        {
            Sender.Tell(new SessionHanded(_roster[index], null, default));
            return;
        }

        _roster.Advance(index, _roster[index].Begin(now, what), null, now);
        _followed?.Called(_roster, index);
        Sender.Tell(new SessionHanded(_roster[index], what, what == AnnounceEvent.Stopped ? default : at));
        ShowStatus();
    }

    private void OnAdvanced(SessionAdvanced advanced)
    {
        var (index, session, attempt) = advanced;
        if (index >= _roster.Count)
        {
            RecordLate(advanced);
            return;
        }

        var now = _environment.Now;
        var (newPeers, look) = attempt is { Succeeded: true } ? OnAnswered(session, attempt, now) : default;
        if (!IsEnding) session = _measurement.Judge(index, _roster, session, attempt, now, _environment.Random());
        _roster.Advance(index, session, attempt, now);
        // Without an address of its family nothing was called: there is no attempt to record.
        if (attempt is not null && attempt.Outcome != AttemptOutcome.NoAddress)
        {
            var isPlanned = session != advanced.Session && attempt.IntervalUsed is not null;
            var recorded = isPlanned ? attempt with { IntervalUsed = session.DueAt - now } : attempt;
            Record(new Observation(recorded, _roster.OfAllIdentities(session)) { Look = look, Trace = advanced.Trace }, newPeers);
        }

        Show(index, session, attempt);
        if (!IsEnding) EndRoundIfOver();
        ShowStatus();
    }

    private void OnEnded(int index)
    {
        if (_out?.Remove(index) != true) return; // a child of an earlier life
        if (_out.Count == 0) _out = null;
        _followed?.Ended(index);
        Go();
    }

    private void OnLeave()
    {
        if (_isMoving) return; // it goes on elsewhere
        _isLeaving = true;
        // Goodbyes first: time is short.
        for (var index = 0; index < _roster.Count; index++)
            if (_out?.Contains(index) != true && _roster.SpeaksAt(index, isLeaving: true, out _) is not null) Start(index);
        // A round that was cut off says less than the one before it.
        if (!_measurement.IsCutOff || !_hasEstimates) CloseWindow();
        Go();
    }

    private void Record(Observation observation, int newPeers)
    {
        _environment.Sink.Offer(observation);
        _environment.Observer.OnAttempt(observation, newPeers);
    }

    private void Count()
    {
        if (_target.IsCanary) return;
        var active = MayCall && !_isLeaving ? _roster.Active : 0;
        if (active != _active) _environment.Meter.Sessions(active - _active);
        _active = active;
    }

    private sealed class Producer(CrawlEnvironment environment, SupervisorStrategy supervision) : IIndirectActorProducer
    {
        public Type ActorType => typeof(TorrentActor);

        public ActorBase Produce() => new TorrentActor(environment, supervision);

        public void Release(ActorBase actor)
        {
        }
    }
}
