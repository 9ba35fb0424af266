using System.Net;

namespace Crawler.Protocol.Udp;

/// <summary>
/// What is known of one server (an address and port): its connection id, which BEP 15 lets a client use for a minute after
/// it was received, and who waits for one. Calls that come while a connect is out share its answer. Times are timestamps
/// of the clock in use.
/// </summary>
internal sealed class UdpServer(IPEndPoint endPoint, TimeProvider time)
{
    /// <summary>A little less than the 60 s of BEP 15: the packet still has to travel.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(55);

    private ulong _connectionId;
    private long? _received;
    private long? _answered;

    /// <summary>Its address and port.</summary>
    public IPEndPoint EndPoint { get; } = endPoint;

    /// <summary>The same as the kernel wants it.</summary>
    public SocketAddress SocketAddress { get; } = endPoint.Serialize();

    /// <summary>The connect that is out; null if none is.</summary>
    public UdpConnect? Connect { get; set; }

    /// <summary>Calls that wait for a connection id.</summary>
    public HashSet<UdpCall> Waiting { get; } = [];

    /// <summary>Whether nothing is lost by forgetting this server.</summary>
    public bool IsIdle(long now) => Waiting.Count == 0 && Connect is null && !TryGetConnectionId(now, out _);

    /// <summary>The connection id, while it may be used.</summary>
    public bool TryGetConnectionId(long now, out ulong id)
    {
        id = _connectionId;
        return _received is { } received && time.GetElapsedTime(received, now) < Lifetime;
    }

    /// <summary>A connection id has come.</summary>
    public void Keep(ulong id, long now) => (_connectionId, _received, _answered) = (id, now, now);

    /// <summary>A request was answered: the connection id is good.</summary>
    public void Answered(long now) => _answered = now;

    /// <summary>Forgets the connection id if it still is <paramref name="id"/>: another call may have brought a new one meanwhile.</summary>
    public void Forget(ulong id)
    {
        if (id == _connectionId) _received = null;
    }

    /// <summary>
    /// A request got no answer. A tracker that restarted may drop our connection id in silence, so that the next round asks
    /// for a new one; unless the server has answered somebody since the request went.
    /// </summary>
    public void Silent(ulong id, long sent)
    {
        if (_answered is not { } answered || answered < sent) Forget(id);
    }
}
