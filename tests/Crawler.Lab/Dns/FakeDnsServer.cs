using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Crawler.Lab.Dns;

/// <summary>
/// A DNS server (RFC 1035) on a loopback UDP socket that knows the TXT records a test gives it. Of any other name it says
/// that it does not exist; it can also fail or stay silent.
/// <code>
/// header: id (2)  flags (2)  questions (2)  answers (2)  authorities (2)  additional (2)
/// question: name in labels, type (2), class (2)    answer: name, type (2), class (2), ttl (4), length (2), data
/// </code>
/// </summary>
public sealed class FakeDnsServer : IAsyncDisposable
{
    private const int HeaderLength = 12;
    private const byte ServerFailure = 2;
    private const byte NameError = 3;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CancellationTokenSource _end = new();
    private readonly Arrivals<string> _questions = new();
    private readonly Task _serving;

    private FakeDnsServer()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _serving = ServeAsync();
    }

    /// <summary>What becomes of a question.</summary>
    public enum Mood
    {
        /// <summary>It is answered.</summary>
        Answers,

        /// <summary>It is answered with "server failure".</summary>
        Fails,

        /// <summary>It is not answered.</summary>
        Silent,
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>TXT records by name; each record is one or more strings of at most 255 bytes.</summary>
    public ConcurrentDictionary<string, string[][]> Txt { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Seconds each record may be kept.</summary>
    public uint TimeToLive { get; set; } = 3600;

    /// <summary>What becomes of questions from now on.</summary>
    public Mood Questions { get; set; }

    /// <summary>The names asked for, in their order.</summary>
    public IReadOnlyList<string> Asked => _questions.All;

    /// <summary>Starts a server without records.</summary>
    public static FakeDnsServer Start() => new();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _socket.Dispose();
        await _serving.WaitAsync(Eventually.Patience);
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var buffer = new byte[2048];
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _end.Token);
                var question = buffer[..received.ReceivedBytes];
                var (name, end) = NameIn(question);
                _questions.Add(name);
                if (Questions == Mood.Silent) continue;
                await _socket.SendToAsync(Answer(question[..end], name), received.RemoteEndPoint, _end.Token);
            }
        }
        catch (Exception over) when (_end.IsCancellationRequested && over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private byte[] Answer(byte[] question, string name)
    {
        var records = Questions == Mood.Answers && Txt.TryGetValue(name, out var found) ? found : [];
        var code = Questions == Mood.Fails ? ServerFailure : records.Length == 0 ? NameError : (byte)0;
        byte[] header = [question[0], question[1], 0x81, (byte)(0x80 | code), 0, 1, 0, (byte)records.Length, 0, 0, 0, 0];
        return [.. header, .. question[HeaderLength..], .. records.SelectMany(Record)];
    }

    private byte[] Record(string[] strings)
    {
        var data = strings.SelectMany(text => (byte[])[(byte)text.Length, .. Encoding.ASCII.GetBytes(text)]).ToArray();
        var ttl = TimeToLive;
        return
        [
            0xC0, HeaderLength, 0, 16, 0, 1, // the question's name, TXT, internet
            (byte)(ttl >> 24), (byte)(ttl >> 16), (byte)(ttl >> 8), (byte)ttl, (byte)(data.Length >> 8), (byte)data.Length, .. data,
        ];
    }

    /// <summary>The name asked for, and where the question ends.</summary>
    private static (string Name, int End) NameIn(byte[] question)
    {
        var labels = new List<string>();
        var at = HeaderLength;
        for (; question[at] != 0; at += 1 + question[at]) labels.Add(Encoding.ASCII.GetString(question, at + 1, question[at]));
        return (string.Join('.', labels), at + 1 + 4);
    }
}
