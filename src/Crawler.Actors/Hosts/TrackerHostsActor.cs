using Akka.Actor;
using static Crawler.Actors.Hosts.HostMessages;

namespace Crawler.Actors.Hosts;

/// <summary>
/// Leads each call to the gate of its host, which it makes on first use: one for each host name, whatever the port, since it
/// is the host that is spared.
/// </summary>
public sealed class TrackerHostsActor : UntypedActor
{
    private readonly HostEnvironment _environment;
    private readonly Dictionary<string, IActorRef> _hosts = new(StringComparer.Ordinal);
    private IActorRef? _awaitsHandedBack;
    private bool _isShut;
    private int _handingBack;

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public TrackerHostsActor(HostEnvironment environment) => _environment = environment;

    /// <summary>The recipe for the parent of all host gates.</summary>
    public static Props Props(HostEnvironment environment) => Akka.Actor.Props.Create(() => new TrackerHostsActor(environment));

    /// <inheritdoc/>
    protected override void PostStop() => _environment.Gate.Dispose(); // nobody is left to enter

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case TrackerCall call: GateOf(call.Tracker.Host).Forward(call); break;
            case Withdraw withdraw: GateOf(withdraw.Tracker.Host).Forward(withdraw); break;
            case RatesChanged: TellAll(message); break;
            case ShareChanged changed when _hosts.TryGetValue(changed.Host, out var host): host.Tell(changed); break;
            case ShareChanged: break;
            case GoodbyesOnly: OnGoodbyesOnly(); break;
            case Shut: OnShut(); break;
            case HandedBack when --_handingBack <= 0: _awaitsHandedBack?.Tell(HandedBack.Instance); break;
            case HandedBack: break;
            default: Unhandled(message); break;
        }
    }

    private IActorRef GateOf(string name)
    {
        if (_hosts.TryGetValue(name, out var host)) return host;
        // Numbered: actor paths end up in logs, and a host's name may carry a key, too.
        host = Context.ActorOf(TrackerHostActor.Props(name, _environment), $"host-{_hosts.Count + 1}");
        _hosts.Add(name, host);
        if (_awaitsHandedBack is not null) host.Tell(GoodbyesOnly.Instance);
        if (_isShut) host.Tell(Shut.Instance);
        return host;
    }

    private void TellAll(object message)
    {
        foreach (var host in _hosts.Values) host.Tell(message);
    }

    private void OnShut()
    {
        _isShut = true;
        TellAll(Shut.Instance);
    }

    private void OnGoodbyesOnly()
    {
        (_awaitsHandedBack, _handingBack) = (Sender, _hosts.Count);
        TellAll(GoodbyesOnly.Instance);
        if (_hosts.Count == 0) Sender.Tell(HandedBack.Instance);
    }
}
