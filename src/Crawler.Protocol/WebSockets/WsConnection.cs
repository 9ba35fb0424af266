using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Crawler.Protocol.Net;

namespace Crawler.Protocol.WebSockets;

/// <summary>A WebSocket to a tracker, opened to an address that has been checked, whatever its name leads to by now.</summary>
internal sealed class WsConnection : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SocketsHttpHandler _handler;
    private readonly HttpMessageInvoker _invoker;
    private readonly Uri _uri;
    private readonly int _limit;

    public WsConnection(TrackerUrl tracker, IPAddress address, TrackerClientOptions options)
    {
        _uri = new Uri(tracker.Reveal(), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        _limit = options.MaxBodyBytes;
        _socket.Options.SetRequestHeader("User-Agent", options.UserAgent);
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
        _socket.Options.CollectHttpResponseDetails = true;
        var server = new IPEndPoint(address, tracker.Port);
        _handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = options.ConnectTimeout,
            MaxResponseHeadersLength = 32, // KiB
            ConnectCallback = (_, cancellation) => ConnectAsync(server, options, cancellation),
        };
        _invoker = new HttpMessageInvoker(_handler);
    }

    /// <summary>Bytes of all messages so far.</summary>
    public int Received { get; private set; }

    /// <summary>What the server answered to the request for a WebSocket; null before it did.</summary>
    public HttpStatusCode? Status => _socket.HttpStatusCode is 0 ? null : _socket.HttpStatusCode;

    public Task OpenAsync(CancellationToken cancellation) => _socket.ConnectAsync(_uri, _invoker, cancellation);

    public Task SendAsync(byte[] text, CancellationToken cancellation) => _socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, cancellation);

    /// <summary>The next message; null if the server closes instead.</summary>
    /// <exception cref="WireFormatException">All messages together are longer than a body may be.</exception>
    public async Task<byte[]?> ReceiveAsync(CancellationToken cancellation)
    {
        var message = new byte[4096];
        var length = 0;
        while (true)
        {
            if (length == message.Length) Array.Resize(ref message, 2 * length);
            var part = await _socket.ReceiveAsync(message.AsMemory(length), cancellation).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            length += part.Count;
            Received += part.Count;
            if (Received > _limit) throw new WireFormatException($"the answer is longer than {_limit} bytes");
            if (part.EndOfMessage) return message[..length];
        }
    }

    /// <summary>Says good-bye, and does not wait for the reply.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is WebSocketException or IOException or OperationCanceledException)
        {
            // The answer is there: how the connection ends is of no interest.
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _invoker.Dispose();
        _handler.Dispose();
    }

    private static async ValueTask<Stream> ConnectAsync(IPEndPoint server, TrackerClientOptions options, CancellationToken cancellation)
    {
        if (!options.Permits(server.Address)) throw new InvalidOperationException("a connection was asked for to an address that is not permitted");
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
