using System.Buffers.Binary;

namespace Crawler.Benchmarks.Stub;

/// <summary>
/// A swarm that is nothing but its infohash: its size and the address of each member follow from it, so a hundred thousand
/// of them take no memory. Addresses are public ones, since those are the peers that count.
/// </summary>
/// <param name="bits">Of the infohash.</param>
/// <param name="size">Members.</param>
internal readonly struct StubSwarm(ulong bits, int size)
{
    /// <summary>Bytes a peer (BEP 23).</summary>
    public const int PeerLength = 6;

    /// <summary>Members.</summary>
    public int Size => size;

    /// <summary>The swarm of an infohash.</summary>
    public static StubSwarm Of(ReadOnlySpan<byte> infoHash, SwarmSizeLaw law)
    {
        var bits = Mix.Of(BinaryPrimitives.ReadUInt64LittleEndian(infoHash) ^ BinaryPrimitives.ReadUInt64LittleEndian(infoHash[12..]));
        return new StubSwarm(bits, law.SizeOf(bits));
    }

    /// <summary>
    /// Writes a fresh sample, one member out of each of so many equal slices of the swarm: distinct, at random, and as cheap
    /// as it can be.
    /// </summary>
    /// <param name="wanted">Peers at most; what is written is that or the whole swarm.</param>
    /// <param name="dice">Moved on with every peer.</param>
    /// <param name="peers">Room for them.</param>
    /// <returns>Peers written.</returns>
    public int Sample(int wanted, ref ulong dice, Span<byte> peers)
    {
        var count = Math.Min(wanted, size);
        if (count <= 0) return 0;
        for (var i = 0; i < count; i++)
        {
            var (from, to) = ((int)((long)i * size / count), (int)((i + 1L) * size / count));
            Write(from + (int)(Uniform(ref dice) * (to - from)), peers[(i * PeerLength)..]);
        }

        return count;
    }

    private void Write(int member, Span<byte> peer)
    {
        var hash = Mix.Of(bits + (ulong)member);
        BinaryPrimitives.WriteUInt32BigEndian(peer, (uint)hash);
        // 20.0.0.0 to 99.255.255.255 has no reserved network in it.
        peer[0] = (byte)(20 + (peer[0] % 80));
        BinaryPrimitives.WriteUInt16BigEndian(peer[4..], (ushort)(1024 + ((hash >> 32) % 60_000)));
    }

    private static double Uniform(ref ulong dice) => (Mix.Of(dice++) >> 11) * (1.0 / (1L << 53));
}
