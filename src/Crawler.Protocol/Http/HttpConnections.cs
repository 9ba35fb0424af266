using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Crawler.Protocol.Http;

/// <summary>
/// Sends requests over pooled connections, except to servers found to close theirs unannounced.
/// <para>
/// opentracker (and others) answers HTTP/1.1 with a length, without <c>Connection: close</c>, and then closes: a pool
/// hands the dead connection out again and loses about one request in twenty. After the first such loss a server is
/// moved to a second handler that never reuses a connection.
/// </para>
/// </summary>
internal sealed class HttpConnections : IDisposable
{
    /// <summary>Servers remembered as closing; beyond this the memory starts afresh, so that no torrent can fill it.</summary>
    private const int MaxClosers = 50_000;

    private readonly TrackerClientOptions _options;
    private readonly HttpMessageInvoker _pooled;
    private readonly HttpMessageInvoker _unpooled;
    private readonly ConcurrentDictionary<string, bool> _closers = new(StringComparer.Ordinal);

    public HttpConnections(TrackerClientOptions options)
    {
        _options = options;
        _pooled = new HttpMessageInvoker(Handler(connectionLifetime: TimeSpan.FromMinutes(2)));
        _unpooled = new HttpMessageInvoker(Handler(connectionLifetime: TimeSpan.Zero));
    }

    /// <summary>Sends one GET; repeats it once on a fresh connection if the server closed the old one without an answer.</summary>
    /// <param name="server">What is remembered as closing: the address and port.</param>
    /// <param name="request">Builds the request (one cannot be sent twice).</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<HttpResponseMessage> SendAsync(string server, Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        if (!_closers.ContainsKey(server))
        {
            try
            {
                return await _pooled.SendAsync(request(), cancellation).ConfigureAwait(false);
            }
            catch (HttpRequestException error) when (EndedWithoutAnswer(error))
            {
                if (_closers.Count >= MaxClosers) _closers.Clear();
                _closers[server] = true;
            }
        }

        return await _unpooled.SendAsync(request(), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pooled.Dispose();
        _unpooled.Dispose();
    }

    private static bool EndedWithoutAnswer(HttpRequestException error) =>
        error.HttpRequestError == HttpRequestError.ResponseEnded
        || (error.HttpRequestError != HttpRequestError.ConnectionError
            && error.InnerException is IOException or SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown });

    private SocketsHttpHandler Handler(TimeSpan connectionLifetime) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = _options.ConnectTimeout,
        PooledConnectionLifetime = connectionLifetime,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        MaxConnectionsPerServer = 32,
        MaxResponseHeadersLength = 32, // KiB
        MaxResponseDrainSize = 0,
        ConnectCallback = ConnectAsync,
    };

    /// <summary>
    /// The guard at connect time. Requests name an address, so what was checked is what is called; a name can only
    /// come here by mistake and is refused with the rest.
    /// </summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        if (!IPAddress.TryParse(context.DnsEndPoint.Host, out var address) || !_options.Permits(address))
            throw new InvalidOperationException("a connection was asked for to an address that is not permitted");
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, context.DnsEndPoint.Port), cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
