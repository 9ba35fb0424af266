using System.Buffers.Binary;
using Crawler.Protocol;
using Crawler.Storage.Log;
using Crawler.Storage.Spool;

namespace Crawler.Storage.Journal;

/// <summary>
/// A call in 48 bytes:
/// <code>
/// 0          20        28       29         30    32        40        44        48
/// | infohash | tracker | family | identity |  0  | at, µs  | floor,s | CRC-32C |
/// </code>
/// Little-endian; the time since 1970, UTC. A record that was being written when the process was killed has a wrong
/// checksum, and its call had not left.
/// </summary>
internal static class JournalRecord
{
    /// <summary>Bytes of one record.</summary>
    public const int Length = 48;

    /// <summary>Where the time stands in it.</summary>
    public const int TimeAt = 32;

    private const int ChecksumAt = 44;

    /// <summary>Fills in all <see cref="Length"/> bytes.</summary>
    public static void Write(Span<byte> to, JournaledCall call)
    {
        to.Clear();
        call.InfoHash.CopyTo(to);
        BinaryPrimitives.WriteUInt64LittleEndian(to[20..], call.Tracker);
        to[28] = (byte)call.Family.ToNumber();
        to[29] = (byte)call.Identity;
        BinaryPrimitives.WriteInt64LittleEndian(to[TimeAt..], Microseconds(call.At));
        // Rounded up: a floor is a floor.
        BinaryPrimitives.WriteUInt32LittleEndian(to[40..], (uint)Math.Clamp(Math.Ceiling(call.Floor.TotalSeconds), 0, uint.MaxValue));
        BinaryPrimitives.WriteUInt32LittleEndian(to[ChecksumAt..], Crc32C.Of(to[..ChecksumAt]));
    }

    /// <summary>False if the bytes are no record: never written, or not to the end.</summary>
    public static bool TryRead(ReadOnlySpan<byte> from, out JournaledCall call)
    {
        call = default;
        if (BinaryPrimitives.ReadUInt32LittleEndian(from[ChecksumAt..]) != Crc32C.Of(from[..ChecksumAt])) return false;
        call = new JournaledCall(
            new InfoHash(from[..InfoHash.Length]),
            BinaryPrimitives.ReadUInt64LittleEndian(from[20..]),
            FamilyNumber.ToFamily(from[28]),
            from[29],
            DateTimeOffset.UnixEpoch.AddMicroseconds(BinaryPrimitives.ReadInt64LittleEndian(from[TimeAt..])),
            TimeSpan.FromSeconds(BinaryPrimitives.ReadUInt32LittleEndian(from[40..])));
        return true;
    }

    /// <summary>The time as it stands in a record.</summary>
    public static long Microseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
