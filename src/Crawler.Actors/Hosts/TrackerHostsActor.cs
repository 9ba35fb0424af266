using Akka.Actor;
using static Crawler.Actors.Hosts.HostMessages;

namespace Crawler.Actors.Hosts;

/// <summary>Leads each call to the gate of its host, which it makes on first use.</summary>
public sealed class TrackerHostsActor : UntypedActor
{
    private readonly HostEnvironment _environment;
    private readonly Dictionary<string, IActorRef> _hosts = new(StringComparer.Ordinal);

    /// <summary>For <see cref="Props"/>, which alone knows how to make one.</summary>
    public TrackerHostsActor(HostEnvironment environment) => _environment = environment;

    /// <summary>The recipe for the parent of all host gates.</summary>
    public static Props Props(HostEnvironment environment) => Akka.Actor.Props.Create(() => new TrackerHostsActor(environment));

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        if (message is not TrackerCall call)
        {
            Unhandled(message);
            return;
        }

        var authority = call.Tracker.Authority;
        if (!_hosts.TryGetValue(authority, out var host))
        {
            // Host and port are no secret, unlike the rest of an announce URL.
            host = Context.ActorOf(TrackerHostActor.Props(_environment), Uri.EscapeDataString(authority));
            _hosts.Add(authority, host);
        }

        host.Forward(call);
    }
}
