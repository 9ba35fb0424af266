using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Crawler.Protocol.Net;
using static Crawler.Actors.Hosts.HostMessages;

namespace Crawler.Actors.Hosts;

/// <summary>
/// The gate of one tracker host, shared by all torrents of this node and by all ports of the host: makes the calls its
/// <see cref="HostBudget"/> and the node's <see cref="CallGate"/> allow, and sends each result back to whoever asked. A port
/// that does not answer is left alone by itself (<see cref="Breaker"/>). At most one call per session waits here.
/// </summary>
public sealed partial class TrackerHostActor : UntypedActor
{
    private readonly string _name;
    private readonly HostEnvironment _environment;
    private readonly IActorRef _self;
    private readonly WaitingLine _line = new();
    private readonly Dictionary<int, Breaker> _breakers = [];
    private readonly Dictionary<AddressFamily, IPAddress> _addresses = [];
    private readonly GateTicket _ticket;
    private readonly GateAlarm _alarm;
    private readonly Caller _caller;
    private readonly CancellationTokenSource _stopping = new();
    private CrawlRates _rates;
    private HostLimits _limits;
    private HostLimits? _share;
    private HostBudget _budget;
    private Volley _volley;
    private bool _isInLine;
    private bool _hasPlace;
    private bool _isScouting;
    private bool _saysGoodbyesOnly;
    private bool _isShut;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public TrackerHostActor(string name, HostEnvironment environment)
    {
        (_name, _environment, _self) = (name, environment, Self);
        _rates = environment.Gate.Rates;
        _limits = _rates.For(name);
        _budget = environment.Shares.IsWhole ? HostBudget.Of(_limits, environment.Now) : HostBudget.None(environment.Now);
        _share = environment.Shares.IsWhole ? _limits : null;
        _ticket = new GateTicket(() => _self.Tell(Entered.Instance));
        _caller = new Caller(environment);
        _alarm = new GateAlarm(environment.Time, () => _self.Tell(GoOn.Instance));
    }

    /// <summary>The recipe for the gate of one host.</summary>
    /// <param name="name">The host without port, as in announce URLs.</param>
    /// <param name="environment">What all gates share.</param>
    public static Props Props(string name, HostEnvironment environment) => Akka.Actor.Props.Create(() => new TrackerHostActor(name, environment));

    /// <summary>A bug of ours: who waits here, or was about to be answered, would wait for ever.</summary>
    protected override void PreRestart(Exception reason, object message)
    {
        var now = _environment.Now;
        foreach (var departure in _line.Clear(now).ToList()) Defer(departure, now);
        if (message is TrackerCall call) Sender.Tell(new CallBroken(call.AttemptNumber, reason));
        if (message is Returned { Departure: var returned })
        {
            for (var i = 0; i < returned.Count; i++) returned[i].Asker.Tell(new CallBroken(returned[i].Call.AttemptNumber, reason));
        }

        if (_hasPlace) GiveBackPlace();
        base.PreRestart(reason, message);
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _alarm.Dispose();
        _stopping.Cancel();
        _stopping.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case TrackerCall call: OnCall(call); break;
            case Withdraw withdraw: OnWithdraw(withdraw); break;
            case Returned returned: OnReturned(returned); break;
            case Entered: (_isInLine, _hasPlace) = (false, true); break;
            case GoOn: _alarm.Rang(); break;
            case RatesChanged or ShareChanged: break; // there may be more room now
            case GoodbyesOnly: OnGoodbyesOnly(); break;
            case Shut: OnShut(); break;
            default: Unhandled(message); return;
        }

        Drain();
    }

    private void OnCall(TrackerCall call)
    {
        var now = _environment.Now;
        if (_isShut || (_saysGoodbyesOnly && !call.IsFarewell))
        {
            Sender.Tell(new CallDeferred(call.AttemptNumber, now));
            return;
        }

        if (_environment.OptOuts.Current.Refusal(call.Tracker, call.Request.InfoHash) is { } reason)
        {
            TurnAway(new WaitingCall(call, Sender), reason, now);
            return;
        }

        _line.Add(call, Sender, call.CountsOnly ? _environment.Client.MostPerScrape(call.Tracker) : 1, now);
        _environment.Meter.Queued(1);
    }

    private void Drain()
    {
        while (_line.TryPeek(_environment.Now, out var head))
        {
            var now = _environment.Now;
            KeepUpWithRates(now);
            if (IsTurnedAway(head, now)) continue;
            if (!HasShare(now)) break;
            if (_volley.PauseUntil(now) is { } pause)
            {
                _alarm.At(pause, now);
                break;
            }

            var after = _budget.Ask(now, out var permit);
            if (!permit.IsGranted)
            {
                _budget = after;
                if (permit.Until is { } until) _alarm.At(until, now);
                break;
            }

            if (!TryEnter(head)) break;
            (_budget, _volley) = (after, _volley.Next(now));
            Leave(now);
        }

        if (!_environment.Shares.IsWhole && _line.Count == 0) _environment.Shares.Report(_name, _budget.InFlight);
        if (_hasPlace) GiveBackPlace();
        if (_line.NextBatchAt is { } batch) _alarm.At(batch, _environment.Now);
    }

    private void KeepUpWithRates(DateTimeOffset now)
    {
        if (ReferenceEquals(_rates, _environment.Gate.Rates)) return;
        _rates = _environment.Gate.Rates;
        _limits = _rates.For(_name);
    }

    /// <summary>Brings the budget to what is ours of the host's limits: what came of them fills up by time, what went is gone at once.</summary>
    private bool HasShare(DateTimeOffset now)
    {
        var share = _environment.Shares.Of(_name, _limits, _budget.InFlight);
        if (ReferenceEquals(share, _share)) return share is not null;
        _share = share;
        _budget = share is null ? _budget.Within(0, 0, 0, now) : _budget.Within(share.Concurrency, share.PerSecond, share.Burst, now);
        return share is not null;
    }

    /// <summary>Whoever opted out while waiting is not called; who is down is called later. Neither costs anything.</summary>
    private bool IsTurnedAway(Departure head, DateTimeOffset now)
    {
        var optOuts = _environment.OptOuts.Current;
        for (var i = 0; i < head.Count; i++)
        {
            var call = head[i].Call;
            if (optOuts.Refusal(call.Tracker, call.Request.InfoHash) is not { } reason) continue;
            // Of a batch only this one leaves; the others are looked at again.
            _environment.Meter.Queued(-1);
            TurnAway(_line.Withdraw(head, i), reason, now);
            return true;
        }

        if (_breakers.GetValueOrDefault(PortOf(head)).ComeBackAt(_limits, now) is not { } until) return false;
        Defer(_line.Dequeue(), until);
        return true;
    }

    private void TurnAway(WaitingCall waiting, string reason, DateTimeOffset now)
    {
        var attempt = OptedOut.Attempt(waiting.Call, reason, now);
        _environment.Meter.Came(attempt);
        waiting.Asker.Tell(new CallCompleted(waiting.Call.AttemptNumber, attempt));
    }

    private void OnWithdraw(Withdraw withdraw)
    {
        if (!_line.Withdraw(Sender, withdraw.AttemptNumber)) return; // it left a moment ago
        _environment.Meter.Queued(-1);
        Sender.Tell(new CallDeferred(withdraw.AttemptNumber, _environment.Now));
    }

    /// <summary>Who waits is not due to be called any more, and may say goodbye instead.</summary>
    private void OnGoodbyesOnly()
    {
        _saysGoodbyesOnly = true;
        var now = _environment.Now;
        foreach (var departure in _line.Clear(now).ToList())
        {
            if (departure.IsFarewell) _line.Add(departure.Single.Call, departure.Single.Asker, 1, now);
            else HandBack(departure, _ => now);
        }

        Sender.Tell(HandedBack.Instance);
    }

    private void OnShut()
    {
        _isShut = true;
        var now = _environment.Now;
        foreach (var departure in _line.Clear(now).ToList()) HandBack(departure, _ => now);
    }

    /// <summary>Spread over a minute, so that all torrents of a tracker that was down do not return in the same second.</summary>
    private void Defer(Departure departure, DateTimeOffset until) =>
        HandBack(departure, random => until + TimeSpan.FromSeconds(60 * random));

    private void HandBack(Departure departure, Func<double, DateTimeOffset> until)
    {
        _environment.Meter.Queued(-departure.Count);
        for (var i = 0; i < departure.Count; i++)
            departure[i].Asker.Tell(new CallDeferred(departure[i].Call.AttemptNumber, until(_environment.Random())));
    }

    /// <summary>A port of UDP and one of TCP are two trackers.</summary>
    private static int PortOf(Departure departure) =>
        departure.Single.Call.Tracker is var tracker && tracker.Scheme == TrackerScheme.Udp ? -tracker.Port : tracker.Port;

    private sealed record GoOn : INoSerializationVerificationNeeded
    {
        public static readonly GoOn Instance = new();
    }
}
