using System.Net;

namespace Crawler.Actors.Hosts;

/// <summary>
/// A host's turn at the <see cref="CallGate"/>, used again and again. A host has one, so that hosts are served in turn however
/// many calls wait at each.
/// </summary>
/// <param name="entered">Called once a place was taken for a ticket that had to wait. Under the gate's lock: must only pass it on.</param>
public sealed class GateTicket(Action entered)
{
    /// <summary>The address the call will go to, where it is known. Not changed while in line.</summary>
    public IPAddress? Address { get; set; }

    /// <summary>Whether it is for a goodbye, which goes while the gate is shut.</summary>
    public bool IsFarewell { get; set; }

    /// <summary>Its place in line; null while it is not waiting. The gate's own.</summary>
    internal LinkedListNode<GateTicket>? Place { get; set; }

    /// <summary>A place was taken.</summary>
    internal void Enter() => entered();
}
