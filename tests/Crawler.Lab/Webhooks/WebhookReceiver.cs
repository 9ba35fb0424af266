using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Crawler.Lab.Webhooks;

/// <summary>An HTTP server on loopback that keeps what it is sent and answers as it is told, over real sockets.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Queue<string> _answers;
    private readonly ConcurrentQueue<(string Head, byte[] Body)> _requests = new();
    private readonly Task _serving;

    /// <summary>Listens.</summary>
    /// <param name="answers">Status line and headers of each answer; the last one again and again.</param>
    public WebhookReceiver(params string[] answers)
    {
        _answers = new Queue<string>(answers);
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Where, with what may be a key in path and query.</summary>
    public Uri Url => new($"http://{_listener.LocalEndpoint}/hooks/a-key?token=another");

    /// <summary>What it was sent, in order.</summary>
    public IReadOnlyList<(string Head, byte[] Body)> Requests => [.. _requests];

    /// <summary>A header of a request.</summary>
    public string Header(string name, int request = 0) =>
        Requests[request].Head.Split("\r\n").Single(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Split(':', 2)[1].Trim();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(_end.Token);
            await using var stream = client.GetStream();
            var head = new StringBuilder();
            var one = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                await stream.ReadExactlyAsync(one, _end.Token);
                head.Append((char)one[0]);
            }

            var length = head.ToString().Split("\r\n").Single(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Split(':')[1];
            var body = new byte[int.Parse(length)];
            await stream.ReadExactlyAsync(body, _end.Token);
            _requests.Enqueue((head.ToString(), body));
            var answer = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), _end.Token);
        }
    }
}
