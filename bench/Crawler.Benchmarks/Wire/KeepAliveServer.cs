using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Crawler.Benchmarks.EndToEnd;
using Crawler.Lab;

namespace Crawler.Benchmarks.Wire;

/// <summary>
/// An HTTP tracker that keeps its connections and always gives the same answer: a process of its own with a blocking
/// thread for each connection, so that it costs little and its cost is not the client's.
/// </summary>
internal sealed class KeepAliveServer : IAsyncDisposable
{
    /// <summary>The verb under which this program is that process.</summary>
    public const string Verb = "wire-server";

    private readonly HeldProcess _process;
    private readonly int _port;

    private KeepAliveServer(HeldProcess process, int port) => (_process, _port) = (process, port);

    /// <summary>Where to announce.</summary>
    public string Url => $"http://127.0.0.1:{_port}/announce";

    /// <summary>Starts one that names so many peers, and returns when it listens.</summary>
    public static async Task<KeepAliveServer> StartAsync(int peers)
    {
        var port = FreePort.ForTcpAndUdp();
        var process = HeldProcess.Start(DotNet.Program, [typeof(KeepAliveServer).Assembly.Location, Verb, $"{port}", $"{peers}"], AppContext.BaseDirectory);
        await Eventually.HoldsAsync(() => ListensAsync(port), "the keep-alive server listens");
        return new KeepAliveServer(process, port);
    }

    /// <summary>Is that process, until it is killed.</summary>
    public static int Run(string port, string peers)
    {
        var answer = Answer(int.Parse(peers, CultureInfo.InvariantCulture));
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture)));
        listener.Listen(512);
        while (true)
        {
            var connection = listener.Accept();
            connection.NoDelay = true;
            new Thread(() => Serve(connection, answer)) { IsBackground = true }.Start();
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static void Serve(Socket connection, byte[] answer)
    {
        using (connection)
        {
            var buffer = new byte[8192];
            var length = 0;
            try
            {
                while (connection.Receive(buffer.AsSpan(length)) is var read and > 0)
                {
                    length += read;
                    if (!buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8)) continue;
                    connection.Send(answer);
                    length = 0;
                }
            }
            catch (SocketException)
            {
                // The client went.
            }
        }
    }

    private static byte[] Answer(int peers)
    {
        var head = Encoding.ASCII.GetBytes($"d8:completei{peers}e10:incompletei0e8:intervali1800e12:min intervali900e5:peers{6 * peers}:");
        var compact = new byte[6 * peers];
        for (var i = 0; i < peers; i++) ((ReadOnlySpan<byte>)[11, 0, (byte)(i >> 8), (byte)i, 26, 225]).CopyTo(compact.AsSpan(6 * i));
        byte[] body = [.. head, .. compact, (byte)'e'];
        return [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];
    }

    private static async Task<bool> ListensAsync(int port)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
