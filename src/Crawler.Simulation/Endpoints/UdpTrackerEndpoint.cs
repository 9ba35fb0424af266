using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Crawler.Simulation.Trackers;

namespace Crawler.Simulation.Endpoints;

/// <summary>A tracker's UDP name (BEP 15): one socket of this machine, one datagram at a time.</summary>
public sealed class UdpTrackerEndpoint : ITrackerEndpoint
{
    private const int SecretLength = 32;

    private readonly Socket _socket;
    private readonly UdpDesk _desk;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;
    private bool _isOver;

    private UdpTrackerEndpoint(ITracker tracker, TimeProvider time, IPAddress address)
    {
        // The secret keeps strangers out and decides nothing that is measured, so it need not come from the seed.
        (_desk, _time) = (new UdpDesk(tracker, new UdpConnectionKeys(RandomNumberGenerator.GetBytes(SecretLength))), time);
        _socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _socket.Bind(new IPEndPoint(address, 0));
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        _serving = ServeAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <inheritdoc/>
    public string AnnounceUrl => $"udp://{EndPoint}/announce";

    /// <summary>Opens a free port.</summary>
    /// <param name="tracker">Who answers.</param>
    /// <param name="time">The clock the tracker is told.</param>
    /// <param name="address">Where; null for 127.0.0.1.</param>
    /// <exception cref="SocketException">The address is none of this machine's.</exception>
    public static UdpTrackerEndpoint Start(ITracker tracker, TimeProvider time, IPAddress? address = null) =>
        new(tracker, time, address ?? IPAddress.Loopback);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isOver, true)) return;
        await _end.CancelAsync().ConfigureAwait(false);
        await _serving.ConfigureAwait(false);
        _socket.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var buffer = new byte[64 * 1024];
        var anybody = new IPEndPoint(_socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, anybody, _end.Token).ConfigureAwait(false);
                var from = (IPEndPoint)received.RemoteEndPoint;
                if (_desk.Answer(buffer.AsSpan(0, received.ReceivedBytes), from, _time.GetUtcNow()) is { } answer)
                    await _socket.SendToAsync(answer, SocketFlags.None, from, _end.Token).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is SocketException or OperationCanceledException)
            {
                // Over, or a caller that closed before its answer came: the kernel reports that on our socket.
            }
        }
    }
}
