using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Crawler.Protocol;

namespace Crawler.Benchmarks.Wire;

/// <summary>
/// The least a UDP announce can cost in .NET: one blocking socket, one connection id, one thread that answers each answer
/// with the next request. No time-outs of its own, no matching, no decoding; what is lost is counted.
/// </summary>
internal static class BlockingUdp
{
    private const long ProtocolId = 0x41727101980;
    private const int PatienceMs = 1000;

    public static int Run(IPEndPoint tracker, InfoHash swarm, int announces, int width)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = PatienceMs };
        socket.Connect(tracker);
        var buffer = new byte[2048];
        var request = Request(swarm, ConnectionId(socket, buffer));
        for (var i = 0; i < width; i++) socket.Send(request);
        var (sent, answered) = (width, 0);
        while (answered < announces)
        {
            try
            {
                socket.Receive(buffer);
            }
            catch (SocketException late) when (late.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
            {
                return announces - answered;
            }

            answered++;
            if (sent++ < announces) socket.Send(request);
        }

        return 0;
    }

    /// <summary>The same, paced: a thread that sends what is due and one that receives.</summary>
    public static int RunPaced(IPEndPoint tracker, InfoHash swarm, int announces)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = PatienceMs };
        socket.Connect(tracker);
        var request = Request(swarm, ConnectionId(socket, new byte[2048]));
        var answered = 0;
        var receiver = new Thread(() =>
        {
            var buffer = new byte[2048];
            try
            {
                for (; answered < announces; answered++) socket.Receive(buffer);
            }
            catch (SocketException late) when (late.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
            {
                // What has not come is lost.
            }
        });
        receiver.Start();
        Ticks.Run(announces, due =>
        {
            for (var i = 0; i < due; i++) socket.Send(request);
        });
        receiver.Join();
        return announces - answered;
    }

    private static long ConnectionId(Socket socket, byte[] buffer)
    {
        var connect = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(connect, ProtocolId);
        socket.Send(connect);
        socket.Receive(buffer);
        return BinaryPrimitives.ReadInt64BigEndian(buffer.AsSpan(8));
    }

    private static byte[] Request(InfoHash swarm, long connectionId)
    {
        var request = new byte[98];
        BinaryPrimitives.WriteInt64BigEndian(request, connectionId);
        BinaryPrimitives.WriteInt32BigEndian(request.AsSpan(8), 1);
        swarm.CopyTo(request.AsSpan(16));
        BinaryPrimitives.WriteInt64BigEndian(request.AsSpan(64), 1);
        BinaryPrimitives.WriteInt32BigEndian(request.AsSpan(92), Announces.NumWant);
        BinaryPrimitives.WriteUInt16BigEndian(request.AsSpan(96), 6881);
        return request;
    }
}
