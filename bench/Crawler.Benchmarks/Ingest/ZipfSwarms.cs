using System.Buffers.Binary;
using System.Net;
using Crawler.Protocol;
using Crawler.Protocol.Net;

namespace Crawler.Benchmarks.Ingest;

/// <summary>
/// Swarms whose sizes fall as 1/rank, with so many members in all; torrents are numbered by rank from 1, each on one of
/// five trackers. Everything follows from numbers, so that nothing has to be kept.
/// </summary>
internal sealed class ZipfSwarms
{
    public const int Trackers = 5;

    private readonly long[] _ends;

    public ZipfSwarms(int members)
    {
        // A mean of 50 members: 200 000 swarms of ten million.
        _ends = new long[Math.Max(100, members / 50)];
        var harmonic = Enumerable.Range(1, _ends.Length).Sum(rank => 1.0 / rank);
        for (var i = 0; i < _ends.Length; i++)
            _ends[i] = (i == 0 ? 0 : _ends[i - 1]) + Math.Max(1, (long)Math.Round(members * (1.0 / (i + 1)) / harmonic));
        Members = _ends[^1];
    }

    /// <summary>Members of all swarms.</summary>
    public long Members { get; }

    /// <summary>Swarms.</summary>
    public int Torrents => _ends.Length;

    /// <summary>The torrent whose member has this place among all, from 0: even places are torrents by size.</summary>
    public int TorrentAt(long place)
    {
        var found = Array.BinarySearch(_ends, place + 1);
        return (found < 0 ? ~found : found) + 1;
    }

    /// <summary>Members of a torrent before anything is measured.</summary>
    public long SizeOf(int torrent) => _ends[torrent - 1] - FirstOf(torrent);

    /// <summary>The place of a torrent's first member.</summary>
    public long FirstOf(int torrent) => torrent == 1 ? 0 : _ends[torrent - 2];

    /// <summary>The tracker a torrent is on, from 1.</summary>
    public static int TrackerOf(int torrent) => 1 + (torrent % Trackers);

    /// <summary>An infohash as random as real ones.</summary>
    public static InfoHash HashOf(int torrent)
    {
        Span<byte> bytes = stackalloc byte[InfoHash.Length];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Mix((ulong)torrent));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Mix((ulong)torrent + 0x5bd1_e995));
        BinaryPrimitives.WriteInt32BigEndian(bytes[16..], torrent);
        return new InfoHash(bytes);
    }

    /// <summary>The tracker's address for announces.</summary>
    public static TrackerUrl UrlOf(int tracker) => TrackerUrl.Parse($"udp://tracker{tracker}.example:6969/announce");

    /// <summary>Writes the compact form of a member, 6 bytes: a public address and a port that is not 0.</summary>
    public static void WriteMember(int torrent, long member, Span<byte> compact)
    {
        var bits = Mix(((ulong)torrent << 32) ^ (ulong)member);
        // 20.0.0.0 to 79.255.255.255 holds nothing reserved.
        compact[0] = (byte)(20 + ((bits >> 56) % 60));
        BinaryPrimitives.WriteUInt32BigEndian(compact[1..], (uint)(bits >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(compact[4..], (ushort)(1024 + (bits % 60_000)));
    }

    /// <summary>The address in a compact form.</summary>
    public static IPAddress AddressOf(ReadOnlySpan<byte> compact) => new(compact[..4]);

    /// <summary>Finalizer of SplitMix64: neighbours become strangers.</summary>
    public static ulong Mix(ulong bits)
    {
        bits += 0x9e37_79b9_7f4a_7c15;
        bits = (bits ^ (bits >> 30)) * 0xbf58_476d_1ce4_e5b9;
        bits = (bits ^ (bits >> 27)) * 0x94d0_49bb_1331_11eb;
        return bits ^ (bits >> 31);
    }
}
