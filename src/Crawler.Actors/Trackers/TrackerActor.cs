using Akka.Actor;
using Crawler.Actors.Hosts;
using Crawler.Protocol;
using Crawler.Protocol.Announce;
using static Crawler.Actors.Hosts.HostMessages;
using static Crawler.Actors.Trackers.TrackerMessages;

namespace Crawler.Actors.Trackers;

/// <summary>
/// One call to one tracker of one torrent, and a shell round <see cref="TrackerSession"/>: it asks its torrent what to do, has
/// the host actor make the call, tells its torrent what came of it, and throws if its supervisor must act. It lives only while a
/// call waits or is out, and keeps nothing: restarted, it asks again, and as nothing is due any more, it ends.
/// </summary>
public sealed class TrackerActor : UntypedActor
{
    private readonly int _index;
    private readonly InfoHash _infoHash;
    private readonly CrawlEnvironment _environment;
    private TrackerSession? _session;
    private bool _isFarewell;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public TrackerActor(int index, InfoHash infoHash, CrawlEnvironment environment) =>
        (_index, _infoHash, _environment) = (index, infoHash, environment);

    /// <summary>The recipe for one call.</summary>
    /// <param name="index">Its session's place among the torrent's.</param>
    /// <param name="infoHash">The swarm.</param>
    /// <param name="environment">What all actors of a crawl share.</param>
    public static Props Props(int index, InfoHash infoHash, CrawlEnvironment environment) =>
        Akka.Actor.Props.CreateBy(new Producer(index, infoHash, environment));

    /// <inheritdoc/>
    protected override void PreStart() => Context.Parent.Tell(new SessionWanted(_index));

    /// <summary>Restarted is not ended.</summary>
    protected override void PreRestart(Exception reason, object message)
    {
    }

    /// <inheritdoc/>
    protected override void PostStop() => Context.Parent.Tell(new Ended(_index));

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case SessionHanded { Event: { } call } handed when _session is null: Call(handed, call); break;
            case SessionHanded: Context.Stop(Self); break;
            case TrackerMessages.Withdraw: OnWithdraw(); break;
            case CallCompleted completed when IsOurs(completed.AttemptNumber): OnCompleted(completed); break;
            case CallDeferred deferred when IsOurs(deferred.AttemptNumber): OnDeferred(deferred.Until); break;
            case CallBroken broken when IsOurs(broken.AttemptNumber): throw new InvalidOperationException("a tracker call broke", broken.Cause);
            case CallCompleted or CallDeferred or CallBroken: break; // too late, of an earlier life
            default: Unhandled(message); break;
        }
    }

    private bool IsOurs(long attemptNumber) => attemptNumber == _session?.AttemptNumber;

    private void Call(SessionHanded handed, AnnounceEvent @event)
    {
        (_session, _isFarewell) = (handed.Session, @event == AnnounceEvent.Stopped);
        _environment.Hosts.Tell(new TrackerCall(
            _session.Url, _session.Family, _environment.Identity.Request(_infoHash, @event, _session), _session.AttemptNumber)
        {
            DueAt = handed.DueAt,
            CountsOnly = _environment.Plan.CountsOnly && !_isFarewell,
            Floor = _session.MinInterval ?? _session.Interval ?? _environment.Intervals.Default,
            Identity = _session.Identity,
        });
    }

    private void OnCompleted(CallCompleted completed)
    {
        var (attempt, now) = (completed.Attempt, _environment.Now);
        var session = _session!.Complete(attempt, _environment.Intervals, now, _environment.Random());
        var next = session.State == SessionState.Active && attempt.Event != AnnounceEvent.Stopped ? session.DueAt - now : (TimeSpan?)null;
        Context.Parent.Tell(new SessionAdvanced(_index, session, attempt with { IntervalUsed = next }) { Trace = completed.Trace });
        if (!_isFarewell && TrackerFaults.Of(attempt) is { } fault) throw fault;
        Context.Stop(Self);
    }

    /// <summary>Before it was told what to do there is nothing to take back, and it is told nothing by a torrent that goes.</summary>
    private void OnWithdraw()
    {
        if (_session is not null && !_isFarewell) _environment.Hosts.Tell(new HostMessages.Withdraw(_session.Url, _session.AttemptNumber));
    }

    private void OnDeferred(DateTimeOffset until)
    {
        // Where the host is down there is nobody to say goodbye to, and the backoff stays as it was.
        if (!_isFarewell) Context.Parent.Tell(new SessionAdvanced(_index, _session!.Defer(until), null));
        Context.Stop(Self);
    }

    /// <summary>An expression, as Props usually want, would be compiled for each of a thousand calls a second.</summary>
    private sealed class Producer(int index, InfoHash infoHash, CrawlEnvironment environment) : IIndirectActorProducer
    {
        public Type ActorType => typeof(TrackerActor);

        public ActorBase Produce() => new TrackerActor(index, infoHash, environment);

        public void Release(ActorBase actor)
        {
        }
    }
}
