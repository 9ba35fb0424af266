using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Crawler.Protocol;

namespace Crawler.Lab.Trackers;

/// <summary>
/// A UDP tracker (BEP 15) on a real loopback socket, IPv4 or IPv6. It behaves, except where a test's hook replaces the
/// usual reply to a packet:
/// <code>
/// FakeUdpTracker.Start((packet, usual) => packet.Number == 1 ? UdpReply.None : usual)
/// </code>
/// </summary>
public sealed class FakeUdpTracker : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly Socket _otherSocket;
    private readonly UdpManners _manners;
    private readonly Func<UdpTrackerPacket, UdpReply, UdpReply> _hook;
    private readonly Arrivals<UdpTrackerPacket> _arrivals = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Task _serving;

    private FakeUdpTracker(IPAddress address, Func<UdpTrackerPacket, UdpReply, UdpReply> hook)
    {
        _hook = hook;
        _manners = new UdpManners(v6: address.AddressFamily == AddressFamily.InterNetworkV6);
        _socket = Bind(address);
        _otherSocket = Bind(address);
        _serving = ServeAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>Its announce URL.</summary>
    public string AnnounceUrl => Url("/announce");

    /// <summary>The swarms it knows; of any other it claims 0 peers.</summary>
    public ConcurrentDictionary<InfoHash, FakeSwarm> Swarms => _manners.Swarms;

    /// <summary>Seconds until the next announce.</summary>
    public int Interval
    {
        get => _manners.Interval;
        set => _manners.Interval = value;
    }

    /// <summary>All packets so far, in the order they arrived.</summary>
    public IReadOnlyList<UdpTrackerPacket> Packets => _arrivals.All;

    /// <summary>Starts a tracker on 127.0.0.1, or on <paramref name="address"/>.</summary>
    /// <param name="hook">Given a packet and the usual reply, says what is sent instead.</param>
    /// <param name="address">For example <see cref="IPAddress.IPv6Loopback"/>.</param>
    public static FakeUdpTracker Start(Func<UdpTrackerPacket, UdpReply, UdpReply>? hook = null, IPAddress? address = null) =>
        new(address ?? IPAddress.Loopback, hook ?? ((_, usual) => usual));

    /// <summary>A URL on this tracker; path and query reach it as BEP 41 options.</summary>
    public string Url(string pathAndQuery) => $"udp://{EndPoint}{pathAndQuery}";

    /// <summary>Forgets every connection id given out: what carries one is answered with an error from now on.</summary>
    public void ExpireConnectionIds() => _manners.ExpireConnectionIds();

    /// <summary>The next packet that no call has returned yet.</summary>
    /// <exception cref="TimeoutException">None came.</exception>
    public Task<UdpTrackerPacket> NextAsync(TimeSpan? within = null) => _arrivals.NextAsync(within);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _socket.Dispose();
        _otherSocket.Dispose();
        await _serving.WaitAsync(Eventually.Patience);
        _end.Dispose();
    }

    private static Socket Bind(IPAddress address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    }

    private async Task ServeAsync()
    {
        var buffer = new byte[64 * 1024];
        var anybody = new IPEndPoint(_socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        try
        {
            for (var number = 1; ; number++)
            {
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, anybody, _end.Token);
                var packet = UdpTrackerPacket.Parse(
                    number, _clock.Elapsed, (IPEndPoint)received.RemoteEndPoint, buffer[..received.ReceivedBytes]);
                _arrivals.Add(packet);
                foreach (var datagram in Answer(packet).Datagrams)
                    await (datagram.FromAnotherSocket ? _otherSocket : _socket).SendToAsync(datagram.Bytes, packet.Source, _end.Token);
            }
        }
        catch (Exception over) when (_end.IsCancellationRequested && over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private UdpReply Answer(UdpTrackerPacket packet)
    {
        try
        {
            return _hook(packet, _manners.Answer(packet));
        }
        catch (Exception problem)
        {
            return UdpReply.Error(packet.TransactionId, $"the test's hook threw: {problem}");
        }
    }
}
