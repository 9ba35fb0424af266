using Akka.Actor;
using Crawler.Protocol.Attempts;
using static Crawler.Actors.Hosts.HostMessages;

namespace Crawler.Actors.Hosts;

/// <summary>
/// The gate of one tracker host, shared by all torrents of this node: makes the calls its <see cref="HostBudget"/>
/// allows and sends each result back to whoever asked. Its queue holds at most one call per tracker actor.
/// </summary>
public sealed class TrackerHostActor : UntypedActor
{
    /// <summary>When the node's own gate is closed there is no event to wait for; look again after this.</summary>
    private static readonly TimeSpan GateRetry = TimeSpan.FromMilliseconds(100);

    private readonly HostEnvironment _environment;
    private readonly LinkedList<Waiting> _queue = new();
    private readonly CancellationTokenSource _stopping = new();
    private HostBudget _budget;
    private ICancelable? _timer;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public TrackerHostActor(HostEnvironment environment)
    {
        _environment = environment;
        _budget = new HostBudget(environment.Limits, environment.Now);
    }

    /// <summary>The recipe for the gate of one host.</summary>
    public static Props Props(HostEnvironment environment) => Akka.Actor.Props.Create(() => new TrackerHostActor(environment));

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _timer?.Cancel();
        _stopping.Cancel();
        _stopping.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case TrackerCall { IsFarewell: true } call: _queue.AddFirst(new Waiting(call, Sender)); break;
            case TrackerCall call: _queue.AddLast(new Waiting(call, Sender)); break;
            case Returned returned: OnReturned(returned); break;
            case Retry: break;
            default: Unhandled(message); return;
        }

        Drain();
    }

    private void Drain()
    {
        while (_queue.First is { } first)
        {
            var now = _environment.Now;
            var after = _budget.Ask(now, out var permit);
            switch (permit.Decision)
            {
                case PermitDecision.Granted when _environment.Gate.TryEnter():
                    _budget = after;
                    _queue.RemoveFirst();
                    Call(first.Value);
                    continue;
                case PermitDecision.Granted:
                    Wake(GateRetry);
                    return;
                case PermitDecision.Open:
                    _queue.RemoveFirst();
                    Defer(first.Value, permit.Until);
                    continue;
                default:
                    _budget = after;
                    if (permit.Until > now) Wake(permit.Until - now);
                    return;
            }
        }
    }

    private void Call(Waiting waiting)
    {
        // The result comes back as a message; whether it arrives late is the tracker actor's to judge.
        CallAsync(waiting.Call, _stopping.Token).PipeTo(
            Self,
            success: attempt => new Returned(waiting, attempt, null),
            failure: error => new Returned(waiting, null, error));
    }

    private async Task<Attempt> CallAsync(TrackerCall call, CancellationToken cancellation)
    {
        var attempt = await _environment.Client.AnnounceAsync(call.Tracker, call.Request, call.Family, cancellation).ConfigureAwait(false);
        return await _environment.Uplink.JudgeAsync(attempt, cancellation).ConfigureAwait(false);
    }

    private void OnReturned(Returned returned)
    {
        _environment.Gate.Exit();
        var (call, asker) = (returned.Waiting.Call, returned.Waiting.Asker);
        _budget = _budget.Completed(returned.Attempt is { } attempt && IsHostFailure(attempt.Outcome), _environment.Now);
        if (returned.Attempt is not null) asker.Tell(new CallCompleted(call.AttemptNumber, returned.Attempt));
        else asker.Tell(new CallBroken(call.AttemptNumber, returned.Error!));
    }

    private static bool IsHostFailure(AttemptOutcome outcome) => outcome
        is AttemptOutcome.Timeout or AttemptOutcome.ConnectFailed or AttemptOutcome.DnsFailed or AttemptOutcome.TlsFailed;

    /// <summary>Spread over a minute, so that all torrents of a host that was down do not return in the same second.</summary>
    private void Defer(Waiting waiting, DateTimeOffset until) =>
        waiting.Asker.Tell(new CallDeferred(waiting.Call.AttemptNumber, until + TimeSpan.FromSeconds(60 * _environment.Random())));

    private void Wake(TimeSpan delay)
    {
        _timer?.Cancel();
        _timer = Context.System.Scheduler.ScheduleTellOnceCancelable(delay, Self, Retry.Instance, Self);
    }

    private sealed record Waiting(TrackerCall Call, IActorRef Asker);

    private sealed record Returned(Waiting Waiting, Attempt? Attempt, Exception? Error);

    private sealed record Retry
    {
        public static readonly Retry Instance = new();
    }
}
