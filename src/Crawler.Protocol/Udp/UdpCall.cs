using System.Net;
using Crawler.Protocol.Attempts;

namespace Crawler.Protocol.Udp;

/// <summary>
/// One call under way: where it stands in the schedule of BEP 15, and in the end what became of it. The engine moves it
/// along under its lock; whoever takes it out of the transactions in flight finishes it.
/// </summary>
internal abstract class UdpCall : UdpTransaction
{
    /// <summary>What is asked: announce or scrape.</summary>
    public abstract UdpAction Action { get; }

    /// <summary>The host's addresses in the order to try; at least one.</summary>
    public required IPAddress[] Addresses { get; init; }

    /// <summary>The port of all of them.</summary>
    public required int Port { get; init; }

    /// <summary>Which address is being asked.</summary>
    public int Turn { get; set; }

    /// <summary>Waits that are over.</summary>
    public int Round { get; set; }

    /// <summary>Addresses to which nothing could be sent.</summary>
    public int Unreachable { get; set; }

    /// <summary>Datagrams sent for this call; a connect counts for the call that caused it.</summary>
    public int Sent { get; set; }

    /// <summary>The timestamp of the last request.</summary>
    public long SentAt { get; set; }

    /// <summary>The connection id of the last request.</summary>
    public ulong ConnectionId { get; set; }

    /// <summary>Whether a stale connection id has been replaced already: once is enough.</summary>
    public bool HasReconnected { get; set; }

    /// <summary>Whether the caller no longer waits.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>Connect while no connection id was received, then Request, Decode once a packet is there.</summary>
    public AttemptStage Stage { get; set; } = AttemptStage.Connect;

    /// <summary>Ok once a packet is there, errors of the tracker included.</summary>
    public AttemptOutcome Outcome { get; private set; }

    /// <summary>What went wrong, in words.</summary>
    public string? Problem { get; private set; }

    /// <summary>From the last transmission of the request to its answer.</summary>
    public TimeSpan? RoundTrip { get; private set; }

    /// <summary>What tells of the caller's cancellation.</summary>
    public CancellationTokenRegistration Registration { get; set; }

    /// <summary>A packet came that ends the call.</summary>
    public void Answered(TimeSpan? roundTrip) => (Stage, RoundTrip) = (AttemptStage.Decode, roundTrip);

    /// <summary>The call ends without one.</summary>
    public void Failed(AttemptOutcome outcome, string problem) => (Outcome, Problem) = (outcome, problem);

    /// <summary>Hands the caller its result. The packet is only good for as long as this runs; it is empty if none came.</summary>
    public abstract void Finish(ReadOnlySpan<byte> packet);

    /// <summary>Tells the caller that it cancelled, or that there will be no answer because the client is disposed of.</summary>
    public abstract void Cancel(CancellationToken cancellation);
}
