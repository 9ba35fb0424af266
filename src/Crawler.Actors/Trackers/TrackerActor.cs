using Akka.Actor;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using Crawler.Protocol.Attempts;
using static Crawler.Actors.Hosts.HostMessages;
using static Crawler.Actors.Trackers.TrackerMessages;

namespace Crawler.Actors.Trackers;

/// <summary>
/// The clock of one tracker of one torrent, and a shell round <see cref="TrackerSession"/>: it waits until the session
/// is due, has the host actor make the call, tells its torrent what came of it, and throws if its supervisor must act.
/// It keeps nothing: on every start it asks its parent for the session.
/// </summary>
public sealed class TrackerActor : UntypedActor
{
    private readonly int _index;
    private readonly InfoHash _infoHash;
    private readonly CrawlEnvironment _environment;
    private TrackerSession? _session;
    private ICancelable? _timer;
    private bool _inFlight;
    private bool _leaving;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public TrackerActor(int index, InfoHash infoHash, CrawlEnvironment environment) =>
        (_index, _infoHash, _environment) = (index, infoHash, environment);

    /// <summary>The recipe for one tracker of one torrent.</summary>
    /// <param name="index">Its place among the torrent's trackers.</param>
    /// <param name="infoHash">The swarm.</param>
    /// <param name="environment">What all actors of a crawl share.</param>
    public static Props Props(int index, InfoHash infoHash, CrawlEnvironment environment) =>
        Akka.Actor.Props.Create(() => new TrackerActor(index, infoHash, environment));

    /// <inheritdoc/>
    protected override void PreStart() => Context.Parent.Tell(new SessionWanted(_index));

    /// <inheritdoc/>
    protected override void PostStop() => _timer?.Cancel();

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case SessionHanded handed when !_inFlight: Arm(_session?.As(handed.Session) ?? handed.Session); break;
            case Due due when due.AttemptNumber == _session?.AttemptNumber && !_inFlight: Call(_session.NextEvent); break;
            case CallCompleted completed when IsOurs(completed.AttemptNumber): OnCompleted(completed.Attempt); break;
            case CallDeferred deferred when IsOurs(deferred.AttemptNumber): OnDeferred(deferred.Until); break;
            case CallBroken broken when IsOurs(broken.AttemptNumber): throw new InvalidOperationException("a tracker call broke", broken.Cause);
            case Leave: OnLeave(); break;
            case SessionHanded or Due or CallCompleted or CallDeferred or CallBroken: break; // too late, of an earlier life
            default: Unhandled(message); break;
        }
    }

    private bool IsOurs(long attemptNumber) => _inFlight && attemptNumber == _session!.AttemptNumber;

    private void Arm(TrackerSession session)
    {
        _session = session;
        if (_leaving || session.State == SessionState.Resting)
        {
            OnLeave();
            return;
        }

        if (session.State != SessionState.Active) throw new TrackerGoneException("gone before");
        _timer?.Cancel();
        var delay = session.DueAt - _environment.Now;
        if (delay <= TimeSpan.Zero) Self.Tell(new Due(session.AttemptNumber));
        else _timer = Context.System.Scheduler.ScheduleTellOnceCancelable(delay, Self, new Due(session.AttemptNumber), Self);
    }

    private void Call(AnnounceEvent @event)
    {
        var now = _environment.Now;
        // A timer may fire a little early; the floor is the tracker's, and it binds.
        if (@event != AnnounceEvent.Stopped && now < _session!.DueAt)
        {
            Arm(_session);
            return;
        }

        Advance(_session!.Begin(now, @event), null);
        _inFlight = true;
        var request = _environment.Identity.Request(_infoHash, @event, _session);
        _environment.Hosts.Tell(new TrackerCall(_session.Url, _session.Family, request, _session.AttemptNumber)
        {
            Identity = _session.Identity,
            Floor = _session.MinInterval ?? _session.Interval ?? _environment.Intervals.Default,
        });
    }

    private void OnCompleted(Attempt attempt)
    {
        _inFlight = false;
        var now = _environment.Now;
        var session = _session!.Complete(attempt, _environment.Intervals, now, _environment.Random());
        var next = session.State == SessionState.Active && attempt.Event != AnnounceEvent.Stopped ? session.DueAt - now : (TimeSpan?)null;
        Advance(session, attempt with { IntervalUsed = next });
        if (_leaving) OnLeave();
        else if (TrackerFaults.Of(attempt) is { } fault) throw fault;
        else Arm(session);
    }

    private void OnDeferred(DateTimeOffset until)
    {
        _inFlight = false;
        if (_leaving)
        {
            End(); // the host is down: nobody to say goodbye to
            return;
        }

        Advance(_session!.Defer(until), null);
        Arm(_session);
    }

    /// <summary>
    /// A call that is out is awaited first, so that an acknowledged <c>started</c> is seen. Once <c>stopped</c> was said
    /// the session no longer owes it, whatever the tracker answered.
    /// </summary>
    private void OnLeave()
    {
        _leaving = true;
        _timer?.Cancel();
        if (_inFlight || _session is null) return;
        if (_session.StartedAcknowledged) Call(AnnounceEvent.Stopped);
        else End();
    }

    private void End()
    {
        Context.Parent.Tell(new Left(_index));
        Context.Stop(Self);
    }

    private void Advance(TrackerSession session, Attempt? attempt)
    {
        _session = session;
        Context.Parent.Tell(new SessionAdvanced(_index, session, attempt));
    }
}
