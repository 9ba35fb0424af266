using System.Net.Sockets;
using System.Runtime.CompilerServices;
using static Crawler.Protocol.Udp.LinuxSockets;

namespace Crawler.Protocol.Udp;

/// <summary>Many datagrams a system call: <c>sendmmsg</c> and <c>recvmmsg</c>, over memory that does not move.</summary>
internal sealed unsafe class LinuxDatagrams(Socket socket) : IDatagrams
{
    /// <summary>Datagrams sent with one system call.</summary>
    private const int MaxSent = 64;

    /// <summary>Datagrams received with one system call.</summary>
    private const int MaxReceived = 32;

    private readonly MessageHeader[] _headers = GC.AllocateArray<MessageHeader>(MaxSent, pinned: true);
    private readonly Vector[] _vectors = GC.AllocateArray<Vector>(MaxSent, pinned: true);
    private readonly byte[] _names = GC.AllocateArray<byte>(MaxSent * NameLength, pinned: true);

    /// <summary>Whether the structures are those of this system.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && Environment.Is64BitProcess && BitConverter.IsLittleEndian;

    /// <inheritdoc/>
    public void Send(UdpBatch batch, List<(uint TransactionId, SocketException Error)> failed)
    {
        var bytes = Address(batch.Bytes);
        for (var done = 0; done < batch.Count;)
        {
            var messages = batch.Messages[done..Math.Min(batch.Count, done + MaxSent)];
            for (var i = 0; i < messages.Length; i++)
            {
                var name = messages[i].Server.SocketAddress;
                name.Buffer.Span[..name.Size].CopyTo(_names.AsSpan(i * NameLength));
                _vectors[i] = new Vector(bytes + messages[i].Offset, (nuint)messages[i].Length);
                _headers[i] = new MessageHeader(Address(_names) + (i * NameLength), (uint)name.Size, (Vector*)Address(_vectors) + i);
            }

            var sent = SendMany(socket.SafeHandle, (MessageHeader*)Address(_headers), (uint)messages.Length, 0);
            done += Math.Max(sent, 0);
            // The first that is not sent ends the call. Sent once more by itself, it says why.
            if (sent < messages.Length) SendOne(batch, batch.Messages[done++], failed);
        }
    }

    /// <inheritdoc/>
    public IInbox NewInbox() => new Inbox(socket);

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private void SendOne(UdpBatch batch, UdpBatch.Message message, List<(uint TransactionId, SocketException Error)> failed)
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

    private static byte* Address<T>(T[] pinned)
        where T : unmanaged => (byte*)Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(pinned));

    private sealed class Inbox : IInbox
    {
        /// <summary>Room for the longest datagram each; what is never touched is never paid for.</summary>
        private const int Stride = 1 << 16;

        private readonly Socket _socket;
        private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(MaxReceived * Stride, pinned: true);
        private readonly byte[] _names = GC.AllocateArray<byte>(MaxReceived * NameLength, pinned: true);
        private readonly Vector[] _vectors = GC.AllocateArray<Vector>(MaxReceived, pinned: true);
        private readonly MessageHeader[] _headers = GC.AllocateArray<MessageHeader>(MaxReceived, pinned: true);
        private int _used = MaxReceived;

        public Inbox(Socket socket)
        {
            _socket = socket;
            for (var i = 0; i < MaxReceived; i++) _vectors[i] = new Vector(Address(_buffer) + (i * Stride), Stride);
        }

        public int Receive()
        {
            for (var i = 0; i < _used; i++)
                _headers[i] = new MessageHeader(Address(_names) + (i * NameLength), NameLength, (Vector*)Address(_vectors) + i);
            _used = Math.Max(0, ReceiveMany(_socket.SafeHandle, (MessageHeader*)Address(_headers), MaxReceived, WaitForOne, null));
            return _used;
        }

        public ReadOnlySpan<byte> Packet(int index) => _buffer.AsSpan(index * Stride, (int)_headers[index].Length);

        public ReadOnlySpan<byte> Source(int index) => _names.AsSpan(index * NameLength, (int)_headers[index].NameLength);
    }
}
