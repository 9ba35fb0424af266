using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Crawler.Protocol;

namespace Crawler.Actors;

/// <summary>
/// What a crawl's random choices follow from, so that it can be repeated: who it says it is, which peers of a very large
/// swarm it keeps, how late it is on purpose. What is not ours to choose is not repeated: the network, the trackers'
/// draws, and in which order threads take their numbers. Canaries stay random: one that was used before is registered.
/// </summary>
/// <param name="Value">Any number; another is another crawl.</param>
public sealed record CrawlSeed(ulong Value)
{
    /// <summary>Chooses which peers of a very large swarm are kept.</summary>
    public ulong Sample => BinaryPrimitives.ReadUInt64LittleEndian(Derive("sample"));

    /// <summary>Peer ids and keys; the first stay the same whatever the number of identities.</summary>
    public AnnounceIdentity Identity(int port, int numWant, int identities = 1)
    {
        var all = Enumerable.Range(0, identities).Select(number => Derive($"identity {number}"))
            .Select(bytes => (PeerId.Chosen(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(28)))).ToList();
        return new AnnounceIdentity(all[0].Item1, port, numWant, all[0].Item2) { Further = [.. all.Skip(1)] };
    }

    /// <summary>Numbers uniform in [0, 1), thread-safe: SplitMix64, whose n-th number is a function of seed and n alone.</summary>
    public Func<double> Dice()
    {
        var state = (long)BinaryPrimitives.ReadUInt64LittleEndian(Derive("dice"));
        return () =>
        {
            var z = (ulong)Interlocked.Add(ref state, unchecked((long)0x9e3779b97f4a7c15));
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        };
    }

    /// <summary>32 bytes that differ from use to use.</summary>
    private byte[] Derive(string use) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{use} {Value}")));
}
