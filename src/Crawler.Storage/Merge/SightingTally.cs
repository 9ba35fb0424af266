using System.Runtime.InteropServices;
using Crawler.Protocol;
using Crawler.Storage.Log;

namespace Crawler.Storage.Merge;

/// <summary>
/// Counts in how many replies each peer stood, and when first and last. Deduplicating here, before the database sees
/// a row, is what lets one statement merge a batch (a key may not be touched twice) and is faster than SQL's DISTINCT.
/// </summary>
internal sealed class SightingTally
{
    private readonly Dictionary<SightingKey, Entry> _entries = [];

    /// <summary>Replies with peers added.</summary>
    public int Replies { get; private set; }

    /// <summary>Distinct keys so far.</summary>
    public int Count => _entries.Count;

    /// <summary>Adds those of one reply's compact peers that count. A peer that stands in it twice counts once.</summary>
    /// <param name="session">Where and over what it was asked; IPv6 peers may come over IPv4 and the other way round.</param>
    /// <param name="at">When.</param>
    /// <param name="counted">Whom to count: not ourselves, no bogons.</param>
    /// <param name="v4">6 bytes a peer.</param>
    /// <param name="v6">18 bytes a peer.</param>
    public void Add(SessionKey session, DateTimeOffset at, StoredPeers counted, ReadOnlySpan<byte> v4, ReadOnlySpan<byte> v6)
    {
        if (v4.Length < PeerEndpoint.CompactLengthV4 && v6.Length < PeerEndpoint.CompactLengthV6) return;
        Replies++;
        var place = 0;
        for (; v4.Length >= PeerEndpoint.CompactLengthV4; v4 = v4[PeerEndpoint.CompactLengthV4..], place++)
            if (PeerEndpoint.FromCompactV4(v4) is var peer && counted.Counts(peer, place)) Add(session, peer, at);
        for (; v6.Length >= PeerEndpoint.CompactLengthV6; v6 = v6[PeerEndpoint.CompactLengthV6..], place++)
            if (PeerEndpoint.FromCompactV6(v6) is var peer && counted.Counts(peer, place)) Add(session, peer, at);
    }

    /// <summary>All rows in key order.</summary>
    public Sighting[] Sorted()
    {
        var rows = new Sighting[_entries.Count];
        var i = 0;
        foreach (var (key, entry) in _entries) rows[i++] = new Sighting(key, entry.First, entry.Last, entry.Times);
        Array.Sort(rows, static (left, right) => left.Key.CompareTo(right.Key));
        return rows;
    }

    private void Add(SessionKey session, PeerEndpoint peer, DateTimeOffset at)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, new SightingKey(session, peer), out var known);
        if (!known) entry = new Entry { First = at, Last = at };
        if (entry.LastReply == Replies) return;
        entry.LastReply = Replies;
        entry.Times++;
        if (at < entry.First) entry.First = at;
        if (at > entry.Last) entry.Last = at;
    }

    private struct Entry
    {
        public DateTimeOffset First;
        public DateTimeOffset Last;
        public int Times;
        public int LastReply;
    }
}
