using System.Buffers.Binary;
using System.Numerics;

namespace Crawler.Storage.Spool;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4), by the processor's own instruction: tells torn and rotten bytes from whole ones.</summary>
internal static class Crc32C
{
    /// <summary>The checksum of some bytes; <c>0xE3069283</c> for the digits 1 to 9.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var one in bytes) crc = BitOperations.Crc32C(crc, one);
        return ~crc;
    }
}
