using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Crawler.Lab.Trackers;

/// <summary>
/// An HTTP tracker on a real socket of the loopback interface that does with each request what a test wants. Written
/// on bare TCP, since a real web server would refuse to send what broken trackers send.
/// </summary>
public sealed class FakeHttpTracker : IAsyncDisposable
{
    private const int MaxHead = 64 * 1024;

    private readonly TcpListener _listener;
    private readonly Func<HttpTrackerRequest, Task<FakeResponse>> _handler;
    private readonly Arrivals<HttpTrackerRequest> _arrivals = new();
    private readonly ConcurrentBag<Task> _tasks = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _connections;

    private FakeHttpTracker(IPAddress address, Func<HttpTrackerRequest, Task<FakeResponse>> handler)
    {
        _handler = handler;
        _listener = new TcpListener(address, 0);
        _listener.Start();
        _tasks.Add(AcceptAsync());
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Its announce URL.</summary>
    public string AnnounceUrl => Url("/announce");

    /// <summary>All requests so far, in the order they arrived.</summary>
    public IReadOnlyList<HttpTrackerRequest> Requests => _arrivals.All;

    /// <summary>Connections accepted so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Starts a tracker that answers what <paramref name="handler"/> says; one that throws answers 500 with its message.</summary>
    public static FakeHttpTracker Start(Func<HttpTrackerRequest, FakeResponse> handler, IPAddress? address = null) =>
        Start(request => Task.FromResult(handler(request)), address);

    /// <summary>As the other; an answer can wait for something.</summary>
    public static FakeHttpTracker Start(Func<HttpTrackerRequest, Task<FakeResponse>> handler, IPAddress? address = null) =>
        new(address ?? IPAddress.Loopback, handler);

    /// <summary>A URL on this tracker.</summary>
    public string Url(string pathAndQuery) => $"http://{EndPoint}{pathAndQuery}";

    /// <summary>The next request that no call has returned yet.</summary>
    /// <exception cref="TimeoutException">None came.</exception>
    public Task<HttpTrackerRequest> NextAsync(TimeSpan? within = null) => _arrivals.NextAsync(within);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await Task.WhenAll(_tasks).WaitAsync(Eventually.Patience);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                _tasks.Add(ServeAsync(socket, Interlocked.Increment(ref _connections)));
            }
        }
        catch (Exception over) when (_end.IsCancellationRequested && over is OperationCanceledException or InvalidOperationException or SocketException)
        {
            // Stopped while it accepted, or between two accepts.
        }
    }

    private async Task ServeAsync(Socket socket, int connection)
    {
        socket.NoDelay = true;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var reader = PipeReader.Create(stream);
        try
        {
            for (var number = 1; await ReadHeadAsync(reader) is { } head; number++)
            {
                var request = HttpTrackerRequest.Parse(head, connection, number, _clock.Elapsed);
                _arrivals.Add(request);
                var response = await AnswerAsync(request);
                await SendAsync(stream, response);
                if (response.Then == FakeResponse.Ending.KeepOpen) continue;
                if (response.Then == FakeResponse.Ending.Silence) await ReadHeadAsync(reader);
                if (response.Then == FakeResponse.Ending.Reset) socket.LingerState = new LingerOption(true, 0);
                return;
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException)
        {
            // The client left in the middle, or the test is over: both are the test's business, not ours.
        }
    }

    private async Task<FakeResponse> AnswerAsync(HttpTrackerRequest request)
    {
        try
        {
            return await _handler(request).WaitAsync(_end.Token);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return FakeResponse.Status(500, $"the test's handler threw: {problem}");
        }
    }

    private async Task SendAsync(NetworkStream stream, FakeResponse response)
    {
        var step = response.BetweenBytes > TimeSpan.Zero ? 1 : Math.Max(1, response.Bytes.Length);
        for (var sent = 0; sent < response.Bytes.Length; sent += step)
        {
            if (sent > 0) await Task.Delay(response.BetweenBytes, _end.Token);
            await stream.WriteAsync(response.Bytes.AsMemory(sent, step), _end.Token);
        }
    }

    /// <summary>One request's head without its empty line; null when the client closes.</summary>
    private async Task<string?> ReadHeadAsync(PipeReader reader)
    {
        while (true)
        {
            var read = await reader.ReadAsync(_end.Token);
            var bytes = new SequenceReader<byte>(read.Buffer);
            if (bytes.TryReadTo(out ReadOnlySequence<byte> head, "\r\n\r\n"u8))
            {
                var text = Encoding.Latin1.GetString(head);
                reader.AdvanceTo(bytes.Position);
                return text;
            }

            if (read.IsCompleted || read.Buffer.Length > MaxHead) return null;
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
