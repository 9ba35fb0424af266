using System.Net.WebSockets;
using System.Text;

namespace Crawler.Lab.WebSockets;

/// <summary>One thing a fake WebSocket tracker does: send a message, whole, in parts or without end, or close.</summary>
public sealed class FakeWsReply
{
    private readonly Func<WebSocket, Stream, CancellationToken, Task> _send;

    private FakeWsReply(Func<WebSocket, Stream, CancellationToken, Task> send) => _send = send;

    /// <summary>A text message.</summary>
    public static FakeWsReply Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    /// <summary>A text message of any bytes, UTF-8 or not.</summary>
    public static FakeWsReply Bytes(byte[] bytes) =>
        new((socket, _, cancellation) => socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, cancellation));

    /// <summary>A text message in parts of this many bytes.</summary>
    public static FakeWsReply InParts(string text, int size) => new(async (socket, _, cancellation) =>
    {
        var parts = Encoding.UTF8.GetBytes(text).Chunk(size).ToArray();
        foreach (var (part, i) in parts.Select((part, i) => (part, i)))
            await socket.SendAsync(part, WebSocketMessageType.Text, endOfMessage: i == parts.Length - 1, cancellation);
    });

    /// <summary>A message that never ends.</summary>
    public static FakeWsReply Endless() => new(async (socket, _, cancellation) =>
    {
        while (true) await socket.SendAsync(new byte[16 * 1024], WebSocketMessageType.Text, endOfMessage: false, cancellation);
    });

    /// <summary>Bytes that are no WebSocket frame.</summary>
    public static FakeWsReply Raw(byte[] bytes) => new((_, stream, cancellation) => stream.WriteAsync(bytes, cancellation).AsTask());

    /// <summary>An orderly close.</summary>
    public static FakeWsReply Close() => new((socket, _, cancellation) => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellation));

    internal Task SendAsync(WebSocket socket, Stream stream, CancellationToken cancellation) => _send(socket, stream, cancellation);
}
