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
/// One swarm, and the error kernel round its trackers: it owns every <see cref="TrackerSession"/> and hands it to the
/// child that calls, so a child may be restarted or stopped without anything being forgotten and without its siblings
/// noticing. What the children see is merged into <see cref="Swarm"/> and goes to the sink; how often they look, where the
/// crawl has a goal, is up to <see cref="Measurement"/>.
/// </summary>
public sealed class TorrentActor : UntypedActor
{
    /// <summary>Without its earlier sessions a torrent might call a tracker early, so it waits for the store.</summary>
    private static readonly TimeSpan LoadRetry = TimeSpan.FromSeconds(5);

    private readonly Target _target;
    private readonly CrawlEnvironment _environment;
    private readonly Swarm _swarm;
    private readonly Measurement _measurement;
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<int> _present = [];
    private TrackerRoster _roster;
    private IReadOnlyList<SwarmEstimate> _estimates = [];
    private ICancelable? _loadRetry;
    private ICancelable? _nextRound;
    private bool _leaving;
    private int _bugs;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public TorrentActor(Target target, CrawlEnvironment environment)
    {
        _target = target;
        _environment = environment;
        _roster = new TrackerRoster(target, environment.Families, environment.Plan.Identities);
        _swarm = new Swarm(target.InfoHash, environment.Knowledge, environment.Plan.Session, environment.SampleSeed);
        _measurement = new Measurement(target.IsCanary ? Canary.Plan : environment.Plan, _swarm, environment.Intervals);
    }

    /// <summary>The recipe for one swarm.</summary>
    public static Props Props(Target target, CrawlEnvironment environment) =>
        Akka.Actor.Props.Create(() => new TorrentActor(target, environment));

    /// <inheritdoc/>
    protected override void PreStart() => Load();

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _loadRetry?.Cancel();
        _nextRound?.Cancel();
        _stopping.Cancel();
        _stopping.Dispose();
    }

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => TrackerFaults.Supervise(error =>
    {
        _environment.Observer.OnBug($"a tracker of {_target.InfoHash}", error);
        return ++_bugs;
    });

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case SessionsLoaded loaded when !_leaving: Start(loaded.Sessions); break;
            case LoadFailed when !_leaving: _loadRetry = Context.System.Scheduler.ScheduleTellOnceCancelable(LoadRetry, Self, LoadAgain.Instance, Self); break;
            case LoadAgain when !_leaving: Load(); break;
            case SessionWanted wanted: Sender.Tell(new SessionHanded(_roster[wanted.Index].Session)); break;
            case SessionAdvanced advanced: OnAdvanced(advanced); break;
            case Terminated ended: OnEnded(int.Parse(ended.ActorRef.Path.Name.Split('-')[^1])); break;
            case NextRound when !_leaving: OnNextRound(); break;
            case TorrentMessages.Leave: OnLeave(); break;
            case SessionsLoaded or LoadFailed or LoadAgain or Left or NextRound: break;
            default: Unhandled(message); break;
        }
    }

    private void Load() => _environment.Sessions.LoadAsync(_target.InfoHash, _stopping.Token).PipeTo(
        Self,
        success: sessions => new SessionsLoaded(sessions),
        failure: _ => LoadFailed.Instance);

    private void Start(IReadOnlyList<TrackerSession> earlier)
    {
        var now = _environment.Now;
        _roster = _roster.Begin(earlier, now);
        _measurement.Begin(now);
        StartMissing();
        EndRoundIfOver(); // all trackers may be gone from an earlier run
        ShowStatus();
    }

    /// <summary>Starts a child for every session that should be calling and has none.</summary>
    private void StartMissing()
    {
        foreach (var index in _roster.Calling)
        {
            if (!_present.Add(index)) continue;
            // Named by place, never by URL: actor paths end up in logs, and URLs carry passkeys.
            var name = $"{_roster[index].Session.Entry.Tier}-{index}";
            Context.Watch(Context.ActorOf(TrackerActor.Props(index, _target.InfoHash, _environment), name));
        }
    }

    private void OnAdvanced(SessionAdvanced advanced)
    {
        var (index, session, attempt) = advanced;
        var now = _environment.Now;
        if (attempt is { Succeeded: true }) OnAnswered(session, attempt, now);
        if (!_leaving) session = _measurement.Judge(index, _roster, session, attempt, now, _environment.Random());
        var seen = new SeenPeers(_swarm.DistinctAt(session.Url, session.Family), _swarm.EstimateAt(session.Url, session.Family));
        _roster = _roster.Advance(index, session, attempt, seen, now);
        var isPlanned = session != advanced.Session;
        // Without an address of its family nothing was called: there is no attempt to record.
        if (attempt is not null && attempt.Outcome != AttemptOutcome.NoAddress)
            Record(new Observation(isPlanned && attempt.IntervalUsed is not null ? attempt with { IntervalUsed = session.DueAt - now } : attempt, _roster.OfAllIdentities(session)));
        if (isPlanned) Child(index)?.Tell(new SessionHanded(session));
        if (!_leaving)
        {
            EndRoundIfOver();
            // Of a private torrent's trackers one calls at a time: the one whose turn is over says its goodbye first.
            if (!_roster.Calling.Contains(index) && _roster[index].Session.State == SessionState.Active) Child(index)?.Tell(TrackerMessages.Leave.Instance);
            else StartMissing();
        }

        ShowStatus();
    }

    private void OnAnswered(TrackerSession session, Attempt attempt, DateTimeOffset now)
    {
        // A goodbye asks for no peers, so its answer is no look at the swarm.
        if (attempt.Event == AnnounceEvent.Stopped) return;
        if (_target.IsCanary)
        {
            var ours = _roster.Indices.Select(index => _environment.Identity.PortOf(_roster[index].Session.PortOffset)).ToHashSet();
            if (Canary.IsFabricated(attempt, ours, _roster.Indices.Count())) _environment.Knowledge.Caught(session.Url);
        }

        // Nor is a call that was out when the round ended: it would open the next one long before its time.
        if (_measurement.IsResting) return;
        if (_measurement.IsWindowOver(now)) CloseWindow();
        _swarm.Add(session.Url, session.Family, attempt);
    }

    /// <summary>Records how large the swarm was, and begins the next window.</summary>
    private void CloseWindow()
    {
        if (_swarm.WindowFrom is null) return;
        _estimates = _swarm.CloseWindow();
        if (_target.IsCanary) return;
        foreach (var estimate in _estimates) _environment.Sink.Offer(estimate);
    }

    /// <summary>The swarm is measured: every tracker is left, until the next round if there is one.</summary>
    private void EndRoundIfOver()
    {
        if (!_measurement.IsOver(_roster)) return;
        CloseWindow();
        _measurement.Rest();
        _roster = _roster.Each(session => session.Rest());
        foreach (var index in _roster.Indices) Child(index)?.Tell(new SessionHanded(_roster[index].Session));
        if (_measurement.NextRoundAt is not { } at) return;
        var delay = at - _environment.Now;
        _nextRound = Context.System.Scheduler.ScheduleTellOnceCancelable(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, Self, NextRound.Instance, Self);
    }

    private void OnNextRound()
    {
        var now = _environment.Now;
        _measurement.Begin(now);
        _roster = _roster.Each(session => session.Wake(now));
        StartMissing();
        ShowStatus();
    }

    private IActorRef? Child(int index) =>
        Context.Child($"{_roster[index].Session.Entry.Tier}-{index}") is var child && !child.IsNobody() ? child : null;

    private void Record(Observation observation)
    {
        _environment.Sink.Offer(observation);
        _environment.Observer.OnAttempt(observation);
    }

    private void OnLeave()
    {
        _leaving = true;
        // Goodbyes first: time is short.
        foreach (var child in Context.GetChildren()) child.Tell(TrackerMessages.Leave.Instance);
        // A round that was cut off says less than the one before it.
        if (!_measurement.IsCutOff || _estimates.Count == 0) CloseWindow();
        EndIfAlone();
    }

    private void OnEnded(int index)
    {
        _present.Remove(index);
        if (_leaving)
        {
            EndIfAlone();
            return;
        }

        StartMissing();
        ShowStatus();
    }

    private void EndIfAlone()
    {
        if (_present.Count > 0) return;
        Context.Parent.Tell(new TorrentMessages.TorrentLeft(_target.InfoHash));
        Context.Stop(Self);
    }

    private void ShowStatus()
    {
        if (_target.IsCanary) return; // nobody's swarm
        var isMeasured = _measurement.IsComplete && _present.Count == 0;
        _environment.Observer.OnTorrent(new TorrentStatus(_target, _roster.Shown, _swarm.Distinct, _estimates, isMeasured));
    }

    private sealed record SessionsLoaded(IReadOnlyList<TrackerSession> Sessions);

    private sealed record LoadFailed
    {
        public static readonly LoadFailed Instance = new();
    }

    private sealed record NextRound
    {
        public static readonly NextRound Instance = new();
    }

    private sealed record LoadAgain
    {
        public static readonly LoadAgain Instance = new();
    }
}
