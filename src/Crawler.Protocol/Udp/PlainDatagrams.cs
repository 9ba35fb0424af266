using System.Net;
using System.Net.Sockets;

namespace Crawler.Protocol.Udp;

/// <summary>One datagram a system call: works everywhere.</summary>
internal sealed class PlainDatagrams(Socket socket) : IDatagrams
{
    /// <inheritdoc/>
    public void Send(UdpBatch batch, List<(uint TransactionId, SocketException Error)> failed)
    {
        foreach (var message in batch.Messages)
        {
            try
            {
                socket.SendTo(batch.Packet(message), SocketFlags.None, message.Server.SocketAddress);
            }
            catch (SocketException error)
            {
                failed.Add((message.TransactionId, error));
            }
        }
    }

    /// <inheritdoc/>
    public IInbox NewInbox() => new Inbox(socket);

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private sealed class Inbox(Socket socket) : IInbox
    {
        private const int MaxDatagram = 65_527;

        private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(MaxDatagram);
        private readonly SocketAddress _source = new(socket.AddressFamily);
        private int _length;

        public int Receive()
        {
            try
            {
                _length = socket.ReceiveFrom(_buffer, SocketFlags.None, _source);
                return 1;
            }
            catch (SocketException)
            {
                // An ICMP error for some earlier datagram (Windows tells): its call times out by itself. Or we are closed.
                return 0;
            }
        }

        public ReadOnlySpan<byte> Packet(int index) => _buffer.AsSpan(0, _length);

        public ReadOnlySpan<byte> Source(int index) => _source.Buffer.Span[.._source.Size];
    }
}
