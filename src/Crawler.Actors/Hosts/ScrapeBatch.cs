using System.Net.Sockets;
using Akka.Actor;
using Crawler.Protocol.Net;
using static Crawler.Actors.Hosts.HostMessages;

namespace Crawler.Actors.Hosts;

/// <summary>A call that waits, and who is told what came of it.</summary>
internal readonly record struct WaitingCall(TrackerCall Call, IActorRef Asker);

/// <summary>Calls for which counts suffice, to one tracker over one family: they go out in one request.</summary>
/// <param name="tracker">Whom they go to.</param>
/// <param name="family">Over which family.</param>
/// <param name="most">Swarms one request holds.</param>
/// <param name="lingersUntil">It waits no longer for further ones.</param>
internal sealed class ScrapeBatch(TrackerUrl tracker, AddressFamily family, int most, DateTimeOffset lingersUntil)
{
    /// <summary>What tells batches apart.</summary>
    public (TrackerUrl Tracker, AddressFamily Family) Key => (tracker, family);

    /// <summary>It waits no longer for further ones.</summary>
    public DateTimeOffset LingersUntil => lingersUntil;

    /// <summary>In the order they came.</summary>
    public List<WaitingCall> Calls { get; } = [];

    /// <summary>Whether the request holds no more.</summary>
    public bool IsFull => Calls.Count >= most;

    /// <summary>Whether it is in line already.</summary>
    public bool IsInLine { get; set; }
}
