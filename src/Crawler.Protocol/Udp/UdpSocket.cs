using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Crawler.Protocol.Udp;

/// <summary>
/// One shared socket of one address family. Sends requests and hands each answer to whoever waits for it: an answer
/// counts only if it comes from the address and port asked and carries the transaction id and action asked for (or the
/// error action). Everything else is dropped and counted, and a later good answer still counts.
/// </summary>
internal sealed class UdpSocket : IDisposable
{
    private const int MaxDatagram = 65_527;
    private const int ReceiveBuffer = 4 << 20;

    private readonly Socket _socket;
    private readonly ConcurrentDictionary<uint, Waiting> _waiting = new();
    private readonly CancellationTokenSource _closed = new();
    private long _stray;

    public UdpSocket(AddressFamily family)
    {
        Family = family;
        _socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = ReceiveBuffer };
        if (family == AddressFamily.InterNetworkV6) _socket.DualMode = false;
        _socket.Bind(new IPEndPoint(family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0));
        _ = ReceiveAsync();
    }

    /// <summary>IPv4 or IPv6.</summary>
    public AddressFamily Family { get; }

    /// <summary>Datagrams nobody waited for: wrong source, transaction or action, or too late.</summary>
    public long Stray => Interlocked.Read(ref _stray);

    /// <summary>Sends one request and waits for its answer.</summary>
    /// <param name="server">Whom to ask.</param>
    /// <param name="action">The action the answer must carry.</param>
    /// <param name="packet">Builds the request round a fresh transaction id.</param>
    /// <param name="cancellation">Ends the wait (a retransmission is a new request).</param>
    /// <exception cref="OperationCanceledException">No answer came before the wait ended.</exception>
    /// <exception cref="SocketException">The request could not be sent.</exception>
    public async Task<byte[]> AskAsync(IPEndPoint server, UdpAction action, Func<uint, byte[]> packet, CancellationToken cancellation)
    {
        var waiting = new Waiting(server, action);
        var transactionId = Enlist(waiting);
        try
        {
            await using var registration = cancellation.Register(static (state, token) => ((Waiting)state!).Answer.TrySetCanceled(token), waiting).ConfigureAwait(false);
            await _socket.SendToAsync(packet(transactionId), SocketFlags.None, server, cancellation).ConfigureAwait(false);
            return await waiting.Answer.Task.ConfigureAwait(false);
        }
        finally
        {
            _waiting.TryRemove(transactionId, out _);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed.Cancel();
        _socket.Dispose();
        foreach (var waiting in _waiting.Values) waiting.Answer.TrySetCanceled();
        _closed.Dispose();
    }

    /// <summary>Transaction ids are unguessable, so that nobody off the path can answer, and unique among those in flight.</summary>
    private uint Enlist(Waiting waiting)
    {
        Span<byte> random = stackalloc byte[sizeof(uint)];
        uint id;
        do
        {
            RandomNumberGenerator.Fill(random);
            id = BitConverter.ToUInt32(random);
        }
        while (!_waiting.TryAdd(id, waiting));
        return id;
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[MaxDatagram];
        var source = new SocketAddress(Family);
        while (!_closed.IsCancellationRequested)
        {
            try
            {
                var length = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, source, _closed.Token).ConfigureAwait(false);
                if (!TryDeliver(buffer.AsSpan(0, length), source)) Interlocked.Increment(ref _stray);
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // An ICMP error for some earlier datagram: its waiter times out by itself.
            }
        }
    }

    private bool TryDeliver(ReadOnlySpan<byte> packet, SocketAddress source) =>
        UdpReplies.TryReadHeader(packet, out var action, out var transactionId)
        && _waiting.TryGetValue(transactionId, out var waiting)
        && (action == waiting.Action || action == UdpAction.Error)
        && source.Equals(waiting.Source)
        && waiting.Answer.TrySetResult(packet.ToArray());

    private sealed class Waiting(IPEndPoint server, UdpAction action)
    {
        public SocketAddress Source { get; } = server.Serialize();

        public UdpAction Action { get; } = action;

        public TaskCompletionSource<byte[]> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
