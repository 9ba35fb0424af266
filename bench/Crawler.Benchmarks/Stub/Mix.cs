using System.Buffers.Binary;
using System.Numerics;

namespace Crawler.Benchmarks.Stub;

/// <summary>Bits made of other bits, quickly and the same everywhere; no secrets.</summary>
internal static class Mix
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The finaliser of SplitMix64.</summary>
    public static ulong Of(ulong value)
    {
        value += Golden;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>64 bits of some bytes: what the answer log keeps of a reply's peers, and the checker makes of the store's.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Of((ulong)bytes.Length);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            hash = Of(BitOperations.RotateLeft(hash, 23) ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        Span<byte> rest = stackalloc byte[sizeof(ulong)];
        rest.Clear();
        bytes.CopyTo(rest);
        return Of(BitOperations.RotateLeft(hash, 23) ^ BinaryPrimitives.ReadUInt64LittleEndian(rest));
    }
}
