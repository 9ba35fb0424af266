using System.Buffers.Binary;
using System.Numerics;

namespace Crawler.Simulation.Randomness;

/// <summary>
/// Dice that fall the same way for the same seed on every machine and every version of the framework, which
/// <see cref="Random"/> does not promise: xoshiro256** (Blackman and Vigna 2021), its state filled by SplitMix64. A stream
/// number gives independent dice from one seed, so that what one part of a world throws does not move another's.
/// </summary>
public sealed class SeededRandom : Random
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Dice of one seed.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">Which of the seed's sequences.</param>
    public SeededRandom(long seed, ulong stream = 0)
    {
        var state = (ulong)seed ^ SplitMix(stream * 0x9E3779B97F4A7C15);
        _s0 = Next(ref state);
        _s1 = Next(ref state);
        _s2 = Next(ref state);
        _s3 = Next(ref state);

        static ulong Next(ref ulong state) => SplitMix(state += 0x9E3779B97F4A7C15);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <inheritdoc/>
    public override int Next() => (int)(NextUInt64() >> 33) is var value and < int.MaxValue ? value : Next();

    /// <inheritdoc/>
    public override int Next(int maxValue) => (int)NextInt64(maxValue);

    /// <inheritdoc/>
    public override int Next(int minValue, int maxValue) => (int)NextInt64(minValue, maxValue);

    /// <inheritdoc/>
    public override long NextInt64() => (long)(NextUInt64() >> 1) is var value and < long.MaxValue ? value : NextInt64();

    /// <inheritdoc/>
    public override long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (long)Below((ulong)maxValue);
    }

    /// <inheritdoc/>
    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return minValue + (long)Below((ulong)(maxValue - minValue));
    }

    /// <inheritdoc/>
    public override double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1L << 53));

    /// <inheritdoc/>
    public override float NextSingle() => (NextUInt64() >> 40) * (1.0f / (1 << 24));

    /// <inheritdoc/>
    public override void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

    /// <inheritdoc/>
    public override void NextBytes(Span<byte> buffer)
    {
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        for (; buffer.Length > 0; buffer = buffer[Math.Min(buffer.Length, word.Length)..])
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, NextUInt64());
            word[..Math.Min(buffer.Length, word.Length)].CopyTo(buffer);
        }
    }

    /// <inheritdoc/>
    protected override double Sample() => NextDouble();

    /// <summary>Even over 0 … bound − 1: the high half of a product, thrown again where that would favour some (Lemire 2019).</summary>
    private ulong Below(ulong bound)
    {
        if (bound <= 1) return 0;
        var high = Math.BigMul(NextUInt64(), bound, out var low);
        if (low >= bound) return high;
        for (var least = (0 - bound) % bound; low < least;) high = Math.BigMul(NextUInt64(), bound, out low);
        return high;
    }

    private static ulong SplitMix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
