using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace Crawler.Lab.WebSockets;

/// <summary>
/// A WebSocket tracker on a real socket of the loopback interface. A test says, message by message, what it sends back;
/// it can also refuse the handshake.
/// </summary>
public sealed class FakeWebSocketTracker : IAsyncDisposable
{
    private const string MagicOfRfc6455 = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, IEnumerable<FakeWsReply>> _answer;
    private readonly string? _handshake;
    private readonly Arrivals<string> _heads = new();
    private readonly Arrivals<string> _messages = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    private FakeWebSocketTracker(Func<string, IEnumerable<FakeWsReply>> answer, string? handshake)
    {
        (_answer, _handshake) = (answer, handshake);
        _listener.Start();
        _serving = AcceptAsync();
    }

    /// <summary>Its announce URL.</summary>
    public string AnnounceUrl => $"ws://{_listener.LocalEndpoint}/announce";

    /// <summary>Request heads so far.</summary>
    public IReadOnlyList<string> Heads => _heads.All;

    /// <summary>Messages so far.</summary>
    public IReadOnlyList<string> Messages => _messages.All;

    /// <summary>Starts a tracker that answers each message with what <paramref name="answer"/> says.</summary>
    public static FakeWebSocketTracker Start(Func<string, IEnumerable<FakeWsReply>> answer) => new(answer, handshake: null);

    /// <summary>Starts a server that answers the handshake with these bytes (as Latin-1) and closes.</summary>
    public static FakeWebSocketTracker Refusing(string handshake) => new(_ => [], handshake);

    /// <summary>The next message that no call has returned yet.</summary>
    public Task<string> NextAsync() => _messages.NextAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving.WaitAsync(Eventually.Patience);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception over) when (_end.IsCancellationRequested && over is OperationCanceledException or InvalidOperationException or SocketException)
        {
        }

        await Task.WhenAll(connections);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            var stream = client.GetStream();
            var head = await ReadHeadAsync(stream);
            _heads.Add(head);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(_handshake ?? Accepting(head)), _end.Token);
            if (_handshake is not null) return;
            using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
            while (await ReadMessageAsync(socket) is { } message)
            {
                _messages.Add(message);
                foreach (var reply in _answer(message)) await reply.SendAsync(socket, stream, _end.Token);
            }
        }
        catch (Exception gone) when (gone is IOException or WebSocketException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The client left in the middle, or the test is over.
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(buffer, _end.Token);
            head.Append((char)buffer[0]);
        }

        return head.ToString();
    }

    private static string Accepting(string head)
    {
        var key = head.Split("\r\n").Single(line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase)).Split(':', 2)[1].Trim();
        return $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {Accept(key)}\r\n\r\n";
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "RFC 6455 defines the handshake with SHA-1.")]
    private static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + MagicOfRfc6455)));

    private async Task<string?> ReadMessageAsync(WebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), _end.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
            if (part.EndOfMessage) return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }
}
