using System.Buffers.Binary;
using System.Security.Cryptography;
using Crawler.Host.Terminal;
using Crawler.Protocol;

namespace Crawler.Host.Discovery;

/// <summary>
/// Which infohashes were met, millions of them in 11 to 21 bytes each: a flat open-addressing table of 64-bit fingerprints. Two
/// among four million share one by chance once in two million runs, and then the second is taken for known; the key is
/// secret, so that nobody can make them share one.
/// </summary>
internal sealed class FoundHashes
{
    /// <summary>What a list of one file may hold: a table of 1 GiB.</summary>
    private const int MaxCount = 100_000_000;

    private readonly ulong _key0 = RandomKey(), _key1 = RandomKey(), _key2 = RandomKey();
    private ulong[] _slots = new ulong[1024]; // a power of two; 0 is empty

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>True if it was not there yet.</summary>
    /// <exception cref="UserException">There are too many to remember.</exception>
    public bool Add(in InfoHash hash)
    {
        var print = Fingerprint(hash);
        var at = Find(_slots, print);
        if (_slots[at] != 0) return false;
        if (Count == MaxCount) throw UserException.Failed($"more than {MaxCount} infohashes: ask for fewer with --min-seeders, --min-peers or --limit");
        _slots[at] = print;
        if (++Count > _slots.Length / 4 * 3) Grow();
        return true;
    }

    /// <summary>Whether it was met.</summary>
    public bool Contains(in InfoHash hash) => _slots[Find(_slots, Fingerprint(hash))] != 0;

    private void Grow()
    {
        var larger = new ulong[_slots.Length * 2];
        foreach (var print in _slots)
        {
            if (print != 0) larger[Find(larger, print)] = print;
        }

        _slots = larger;
    }

    /// <summary>Where it is, or the empty slot where it belongs.</summary>
    private static int Find(ulong[] slots, ulong print)
    {
        var mask = slots.Length - 1;
        var at = (int)print & mask;
        while (slots[at] != 0 && slots[at] != print) at = (at + 1) & mask;
        return at;
    }

    private ulong Fingerprint(in InfoHash hash)
    {
        Span<byte> bytes = stackalloc byte[InfoHash.Length];
        hash.CopyTo(bytes);
        var head = Folded(BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ _key0, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) ^ _key1);
        var print = Folded(head ^ _key2, BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]) ^ _key1);
        return print == 0 ? 1 : print;
    }

    /// <summary>Both halves of a 128-bit product, each bit of which depends on many of both factors.</summary>
    private static ulong Folded(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }

    private static ulong RandomKey() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8)) | 1;
}
