using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Crawler.Simulation.Trackers;

namespace Crawler.Simulation.Endpoints;

/// <summary>
/// A tracker's HTTP name: a small HTTP/1.1 server on a socket of this machine, with keep-alive. What cannot be read is
/// answered with 400; whoever sends a head of more than 16 KiB, or takes more than a minute to send one or to read an
/// answer, is cut off.
/// </summary>
public sealed class HttpTrackerEndpoint : ITrackerEndpoint
{
    /// <summary>Connections held at once; further ones are closed.</summary>
    internal const int MaxConnections = 1024;

    private static readonly TimeSpan OutOfFiles = TimeSpan.FromMilliseconds(100);

    private readonly TcpListener _listener;
    private readonly HttpConversation _conversation;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<long, Task> _connections = new();
    private readonly Task _accepting;
    private bool _isOver;

    private HttpTrackerEndpoint(ITracker tracker, TimeProvider time, IPAddress address)
    {
        _conversation = new HttpConversation(new HttpDesk(tracker), time);
        _listener = new TcpListener(address, 0);
        _listener.Start();
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <inheritdoc/>
    public string AnnounceUrl => $"http://{EndPoint}/announce";

    /// <summary>Opens a free port.</summary>
    /// <param name="tracker">Who answers.</param>
    /// <param name="time">The clock the tracker is told.</param>
    /// <param name="address">Where; null for 127.0.0.1.</param>
    /// <exception cref="SocketException">The address is none of this machine's.</exception>
    public static HttpTrackerEndpoint Start(ITracker tracker, TimeProvider time, IPAddress? address = null) =>
        new(tracker, time, address ?? IPAddress.Loopback);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isOver, true)) return;
        await _end.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        await Task.WhenAll(_connections.Values).ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        for (var number = 0L; !_end.IsCancellationRequested; number++)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token).ConfigureAwait(false);
                if (_connections.Count >= MaxConnections) socket.Dispose();
                else Serve(socket, number);
            }
            catch (Exception problem) when (problem is SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
            {
                // Over, or the caller was gone before it was accepted, which is no reason to stop. Without a file left the
                // next try would fail at once, and the loop would turn as fast as it can.
                if (problem is SocketException { SocketErrorCode: SocketError.TooManyOpenSockets })
                    await Task.Delay(OutOfFiles, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private void Serve(Socket socket, long number)
    {
        // Entered before it runs, so that it cannot leave before it was entered.
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _connections[number] = ServeAsync();
        turn.SetResult();

        async Task ServeAsync()
        {
            await turn.Task.ConfigureAwait(false);
            using var closing = socket;
            try
            {
                await _conversation.HoldAsync(socket, _end.Token).ConfigureAwait(false);
            }
            catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The caller left in the middle, was too slow, or all is over.
            }
            finally
            {
                _connections.TryRemove(number, out _);
            }
        }
    }
}
