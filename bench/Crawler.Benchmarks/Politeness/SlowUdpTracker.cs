using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Crawler.Protocol;

namespace Crawler.Benchmarks.Politeness;

/// <summary>A UDP tracker (BEP 15) that logs what comes and takes its time to answer an announce, so that calls overlap.</summary>
internal sealed class SlowUdpTracker : IAsyncDisposable
{
    private const int AnnounceLength = 98;
    private const int Stopped = 3;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly string _name;
    private readonly ArrivalLog _log;
    private readonly Func<TimeSpan> _pause;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public SlowUdpTracker(IPAddress address, string name, ArrivalLog log, Func<TimeSpan> pause)
    {
        (_name, _log, _pause) = (name, log, pause);
        _socket.ReceiveBufferSize = 1 << 20;
        _socket.Bind(new IPEndPoint(address, 0));
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _socket.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var buffer = new byte[2048];
        var anybody = new IPEndPoint(IPAddress.Any, 0);
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, anybody, _end.Token);
                var reply = new byte[20];
                buffer.AsSpan(8, 8).CopyTo(reply); // action, transaction id
                if (received.ReceivedBytes < AnnounceLength)
                {
                    _log.Connect(_name);
                    await _socket.SendToAsync(reply.AsMemory(0, 16), SocketFlags.None, received.RemoteEndPoint, _end.Token);
                    continue;
                }

                _log.Call(_name, new InfoHash(buffer.AsSpan(16, InfoHash.Length)), BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(80)) == Stopped);
                BinaryPrimitives.WriteInt32BigEndian(reply.AsSpan(8), 1800);
                _ = AnswerAsync(reply, received.RemoteEndPoint);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(byte[] reply, EndPoint asker)
    {
        await Task.Delay(_pause(), CancellationToken.None);
        // Before it is sent: the asker must not be seen to call again while we still count its last call.
        _log.Answered();
        if (!_end.IsCancellationRequested) await _socket.SendToAsync(reply, asker);
    }
}
