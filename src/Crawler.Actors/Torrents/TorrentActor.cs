using Akka.Actor;
using Crawler.Actors.Observations;
using Crawler.Actors.Trackers;
using Crawler.Protocol.Attempts;
using Crawler.Protocol.Metainfo;
using static Crawler.Actors.Trackers.TrackerMessages;

namespace Crawler.Actors.Torrents;

/// <summary>
/// One swarm, and the error kernel round its trackers: it owns every <see cref="TrackerSession"/> and hands it to the
/// child that calls, so a child may be restarted or stopped without anything being forgotten and without its siblings
/// noticing. What the children see is merged into <see cref="Swarm"/> and goes to the sink.
/// </summary>
public sealed class TorrentActor : UntypedActor
{
    /// <summary>Without its earlier sessions a torrent might call a tracker early, so it waits for the store.</summary>
    private static readonly TimeSpan LoadRetry = TimeSpan.FromSeconds(5);

    private readonly Target _target;
    private readonly CrawlEnvironment _environment;
    private readonly Swarm _swarm = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<int> _present = [];
    private TrackerRoster _roster;
    private ICancelable? _loadRetry;
    private bool _leaving;
    private int _bugs;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public TorrentActor(Target target, CrawlEnvironment environment)
    {
        _target = target;
        _environment = environment;
        _roster = new TrackerRoster(target, environment.Families);
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
            case TorrentMessages.Leave: OnLeave(); break;
            case SessionsLoaded or LoadFailed or LoadAgain or Left: break;
            default: Unhandled(message); break;
        }
    }

    private void Load() => _environment.Sessions.LoadAsync(_target.InfoHash, _stopping.Token).PipeTo(
        Self,
        success: sessions => new SessionsLoaded(sessions),
        failure: _ => LoadFailed.Instance);

    private void Start(IReadOnlyList<TrackerSession> earlier)
    {
        _roster = _roster.Begin(earlier, _environment.Now);
        StartMissing();
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
        if (attempt?.Reply is { } reply) _swarm.Add(index, reply.Peers, CountedPeers.Of(attempt));
        _roster = _roster.Advance(index, session, attempt, _swarm.DistinctAt(index), _environment.Now);
        // Without an address of its family nothing was called: there is no attempt to record.
        if (attempt is not null && attempt.Outcome != AttemptOutcome.NoAddress) Record(new Observation(attempt, session));
        if (!_leaving)
        {
            // Of a private torrent's trackers one calls at a time: the one whose turn is over says its goodbye first.
            if (!_roster.Calling.Contains(index) && session.State == SessionState.Active) Child(index)?.Tell(TrackerMessages.Leave.Instance);
            else StartMissing();
        }

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
        foreach (var child in Context.GetChildren()) child.Tell(TrackerMessages.Leave.Instance);
        EndIfAlone();
    }

    private void OnEnded(int index)
    {
        _present.Remove(index);
        if (_leaving) EndIfAlone();
        else StartMissing();
    }

    private void EndIfAlone()
    {
        if (_present.Count > 0) return;
        Context.Parent.Tell(new TorrentMessages.TorrentLeft(_target.InfoHash));
        Context.Stop(Self);
    }

    private void ShowStatus() => _environment.Observer.OnTorrent(new TorrentStatus(_target, _roster.Shown, _swarm.Distinct));

    private sealed record SessionsLoaded(IReadOnlyList<TrackerSession> Sessions);

    private sealed record LoadFailed
    {
        public static readonly LoadFailed Instance = new();
    }

    private sealed record LoadAgain
    {
        public static readonly LoadAgain Instance = new();
    }
}
