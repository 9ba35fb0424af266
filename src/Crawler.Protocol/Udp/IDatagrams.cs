using System.Net;
using System.Net.Sockets;

namespace Crawler.Protocol.Udp;

/// <summary>A bound UDP socket, as far as the engine needs one.</summary>
internal interface IDatagrams : IDisposable
{
    /// <summary>Sends all packets of a batch; those that could not be sent are added to <paramref name="failed"/>.</summary>
    void Send(UdpBatch batch, List<(uint TransactionId, SocketException Error)> failed);

    /// <summary>Buffers to receive into, for one thread.</summary>
    IInbox NewInbox();
}

/// <summary>What came with one call of the kernel.</summary>
internal interface IInbox
{
    /// <summary>Waits for datagrams; how many there are. 0 where the wait ended without one, as when the socket is closed.</summary>
    int Receive();

    /// <summary>The i-th datagram, until the next <see cref="Receive"/>.</summary>
    ReadOnlySpan<byte> Packet(int index);

    /// <summary>Where it came from, in the form of <see cref="SocketAddress"/>.</summary>
    ReadOnlySpan<byte> Source(int index);
}

/// <summary>Opens the best there is on this system.</summary>
internal static class Datagrams
{
    /// <summary>Asked of the kernel, which may give less.</summary>
    private const int ReceiveBuffer = 4 << 20;

    /// <summary>A socket on a free port of all local addresses.</summary>
    public static IDatagrams Open(AddressFamily family)
    {
        var socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = ReceiveBuffer };
        if (family == AddressFamily.InterNetworkV6) socket.DualMode = false;
        socket.Bind(new IPEndPoint(family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0));
        return LinuxDatagrams.IsSupported ? new LinuxDatagrams(socket) : new PlainDatagrams(socket);
    }
}
