using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Crawler.Protocol.Udp;

/// <summary>The two system calls of Linux that .NET has no name for, and their structures on 64 bits (<c>sendmmsg(2)</c>, <c>recvmmsg(2)</c>).</summary>
internal static unsafe partial class LinuxSockets
{
    /// <summary>Bytes kept for an address: those of <c>sockaddr_in6</c>, which is the longer one.</summary>
    public const int NameLength = 28;

    /// <summary>Wait for the first datagram only (<c>MSG_WAITFORONE</c>).</summary>
    public const int WaitForOne = 0x10000;

    /// <summary>Sends several datagrams; how many were sent, −1 if not even the first.</summary>
    [LibraryImport("libc", EntryPoint = "sendmmsg")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SendMany(SafeSocketHandle socket, MessageHeader* messages, uint count, int flags);

    /// <summary>Receives what is there, waiting for the first; how many, −1 on error.</summary>
    [LibraryImport("libc", EntryPoint = "recvmmsg")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ReceiveMany(SafeSocketHandle socket, MessageHeader* messages, uint count, int flags, void* timeout);

    /// <summary><c>struct iovec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly struct Vector(byte* start, nuint length)
    {
        private readonly byte* _start = start;
        private readonly nuint _length = length;
    }

    /// <summary>
    /// <c>struct mmsghdr</c>:
    /// <code>
    ///  0  name (8)      8  name length (4), padding (4)   16  vectors (8)   24  how many (8)
    /// 32  control (8)  40  control length (8)             48  flags (4), padding (4)
    /// 56  bytes sent or received (4), padding (4)
    /// </code>
    /// </summary>
    [StructLayout(LayoutKind.Explicit, Size = 64)]
    public struct MessageHeader(byte* name, uint nameLength, Vector* vector)
    {
        [FieldOffset(0)]
        private readonly byte* _name = name;

        [FieldOffset(16)]
        private readonly Vector* _vectors = vector;

        [FieldOffset(24)]
        private readonly nuint _vectorCount = 1;

        /// <summary>Bytes of the address.</summary>
        [field: FieldOffset(8)]
        public uint NameLength { get; } = nameLength;

        /// <summary>Bytes sent or received.</summary>
        [field: FieldOffset(56)]
        public uint Length { get; }
    }
}
