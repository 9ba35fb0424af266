using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Crawler.Benchmarks.Stub;

/// <summary>
/// A socket at all loopback addresses of one port, read and written many datagrams a system call, which knows to which
/// address each came and answers from there: what lets one thread play a thousand hosts. Linux, 64 bits.
/// </summary>
internal sealed unsafe class DatagramBatch : IDisposable
{
    private const int Width = 64;
    private const int LongestRequest = 2048;
    private const int ReceiveBuffer = 16 << 20;
    private const int ControlLength = 32;
    private const int WaitForOne = 0x10000;
    private const int TryAgain = 11;
    private const int Interrupted = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly Socket _socket;
    private readonly int _replyLength;
    private readonly byte* _memory;
    private readonly Message* _messages;
    private readonly Vector* _vectors;
    private readonly byte* _names;
    private readonly byte* _controls;
    private readonly byte* _requests;
    private readonly byte* _replies;

    public DatagramBatch(int replyLength)
    {
        _replyLength = replyLength;
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = (int)Patience.TotalMilliseconds };
        // Nothing but loopback, whatever the address it is bound to (SO_BINDTODEVICE).
        _socket.SetRawSocketOption(1, 25, "lo\0"u8);
        // A buffer beyond what users may have (SO_RCVBUFFORCE) where we are root; else what we get.
        _socket.ReceiveBufferSize = ReceiveBuffer;
        TryForceBuffer();
        // To which address a datagram came (IP_PKTINFO).
        _socket.SetRawSocketOption(0, 8, BitConverter.GetBytes(1));
        _socket.Bind(new IPEndPoint(IPAddress.Any, 0));

        var each = sizeof(Message) + sizeof(Vector) + 16 + ControlLength + LongestRequest + replyLength;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)(each * Width), 64);
        _messages = (Message*)_memory;
        _vectors = (Vector*)(_messages + Width);
        _names = (byte*)(_vectors + Width);
        _controls = _names + (16 * Width);
        _requests = _controls + (ControlLength * Width);
        _replies = _requests + (LongestRequest * Width);
    }

    /// <summary>What answers: the request, where it came from and to (IPv4, host byte order), room for the reply; the reply's length, 0 for none.</summary>
    public delegate int Desk(ReadOnlySpan<byte> request, uint source, uint destination, Span<byte> reply);

    /// <summary>The port.</summary>
    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Waits a moment for datagrams and answers those that came.</summary>
    /// <exception cref="Win32Exception">The socket is broken.</exception>
    public void Turn(Desk desk)
    {
        for (var i = 0; i < Width; i++) Prepare(i, _requests + (i * LongestRequest), LongestRequest, ControlLength);
        var came = ReceiveMany((int)_socket.Handle, _messages, Width, WaitForOne, null);
        if (came < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error is TryAgain or Interrupted) return;
            throw new Win32Exception(error);
        }

        var answers = 0;
        for (var i = 0; i < came; i++)
        {
            // The answer takes the place of a request that is done with, so the two never meet.
            var request = new ReadOnlySpan<byte>(_requests + (i * LongestRequest), (int)_messages[i].Length);
            var reply = new Span<byte>(_replies + (answers * _replyLength), _replyLength);
            var length = desk(request, Address(_names + (i * 16) + 4), Address(_controls + (i * ControlLength) + 24), reply);
            if (length == 0) continue;
            Buffer.MemoryCopy(_names + (i * 16), _names + (answers * 16), 16, 16);
            Buffer.MemoryCopy(_controls + (i * ControlLength), _controls + (answers * ControlLength), ControlLength, ControlLength);
            // Sent from the address it came to: ipi_spec_dst takes what ipi_addr says.
            *(uint*)(_controls + (answers * ControlLength) + 20) = *(uint*)(_controls + (answers * ControlLength) + 24);
            Prepare(answers, _replies + (answers * _replyLength), length, 28);
            answers++;
        }

        for (var sent = 0; sent < answers;)
        {
            var now = SendMany((int)_socket.Handle, _messages + sent, (uint)(answers - sent), 0);
            // One that cannot be delivered is skipped, as the network would.
            sent += Math.Max(now, 1);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        NativeMemory.AlignedFree(_memory);
    }

    private static uint Address(byte* at) => BitConverter.IsLittleEndian ? System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(*(uint*)at) : *(uint*)at;

    private void Prepare(int i, byte* bytes, int length, int controlLength)
    {
        _vectors[i] = new Vector { Base = bytes, Length = (nuint)length };
        _messages[i] = new Message
        {
            Name = _names + (i * 16),
            NameLength = 16,
            Vectors = _vectors + i,
            VectorCount = 1,
            Control = _controls + (i * ControlLength),
            ControlLength = (nuint)controlLength,
        };
    }

    private void TryForceBuffer()
    {
        try
        {
            _socket.SetRawSocketOption(1, 33, BitConverter.GetBytes(ReceiveBuffer));
        }
        catch (SocketException)
        {
            // Not root.
        }
    }

    [DllImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    private static extern int ReceiveMany(int socket, Message* messages, uint count, int flags, void* timeout);

    [DllImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    private static extern int SendMany(int socket, Message* messages, uint count, int flags);

    /// <summary>struct mmsghdr.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Message
    {
        public byte* Name;
        public uint NameLength;
        public Vector* Vectors;
        public nuint VectorCount;
        public byte* Control;
        public nuint ControlLength;
        public ulong Flags;
        public uint Length;
    }

    /// <summary>struct iovec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Vector
    {
        public byte* Base;
        public nuint Length;
    }
}
