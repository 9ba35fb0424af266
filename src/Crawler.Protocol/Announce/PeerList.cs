namespace Crawler.Protocol.Announce;

/// <summary>
/// Peers in compact form: 6 bytes each for IPv4 (BEP 23), 18 for IPv6 (BEP 7). The record of an attempt keeps these
/// bytes; reading them as <see cref="PeerEndpoint"/> allocates nothing. Replies in dictionary form are converted.
/// </summary>
public sealed class PeerList
{
    /// <summary>No peers.</summary>
    public static readonly PeerList Empty = new([], []);

    private readonly byte[] _v4;
    private readonly byte[] _v6;

    /// <summary>Takes ownership of both arrays.</summary>
    /// <exception cref="ArgumentException">A length is no multiple of 6 or 18.</exception>
    public PeerList(byte[] v4, byte[] v6)
    {
        if (v4.Length % PeerEndpoint.CompactLengthV4 != 0 || v6.Length % PeerEndpoint.CompactLengthV6 != 0)
            throw new ArgumentException("compact peers must be whole: 6 bytes each for IPv4, 18 for IPv6");
        _v4 = v4;
        _v6 = v6;
    }

    /// <summary>All IPv4 peers, 6 bytes each.</summary>
    public ReadOnlyMemory<byte> CompactV4 => _v4;

    /// <summary>All IPv6 peers, 18 bytes each.</summary>
    public ReadOnlyMemory<byte> CompactV6 => _v6;

    /// <summary>IPv4 peers.</summary>
    public int CountV4 => _v4.Length / PeerEndpoint.CompactLengthV4;

    /// <summary>IPv6 peers.</summary>
    public int CountV6 => _v6.Length / PeerEndpoint.CompactLengthV6;

    /// <summary>Peers of both families, duplicates included.</summary>
    public int Count => CountV4 + CountV6;

    /// <summary>The i-th peer, IPv4 first.</summary>
    public PeerEndpoint this[int index] => index < CountV4
        ? PeerEndpoint.FromCompactV4(_v4.AsSpan(index * PeerEndpoint.CompactLengthV4))
        : PeerEndpoint.FromCompactV6(_v6.AsSpan((index - CountV4) * PeerEndpoint.CompactLengthV6));

    /// <summary>Enumerates without allocating.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>The peers in a new array.</summary>
    public PeerEndpoint[] ToArray()
    {
        var peers = new PeerEndpoint[Count];
        for (var i = 0; i < peers.Length; i++) peers[i] = this[i];
        return peers;
    }

    /// <summary>Walks a <see cref="PeerList"/>, IPv4 first.</summary>
    public struct Enumerator(PeerList list)
    {
        private int _index = -1;

        /// <summary>The peer at the current position.</summary>
        public readonly PeerEndpoint Current => list[_index];

        /// <summary>Advances; false at the end.</summary>
        public bool MoveNext() => ++_index < list.Count;
    }
}
