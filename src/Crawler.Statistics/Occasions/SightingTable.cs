using System.Runtime.CompilerServices;

namespace Crawler.Statistics.Occasions;

/// <summary>
/// The peers one series saw, and when: a flat open-addressing table with linear probing, 24 bytes a slot. Key and masks lie
/// side by side, so that a sighting touches one line of the cache. Nothing is taken out one by one; see <see cref="Keep"/>.
/// </summary>
internal sealed class SightingTable
{
    /// <summary>Slots of the first table: most swarms are small.</summary>
    private const int FirstSlots = 16;

    private Slot[] _slots = [];

    /// <summary>Peers held.</summary>
    public int Count { get; private set; }

    /// <summary>Slots, also empty ones.</summary>
    public ReadOnlySpan<Slot> Slots => _slots;

    /// <summary>Bytes of the slots.</summary>
    public long Bytes => (long)_slots.Length * Unsafe.SizeOf<Slot>();

    /// <summary>What is known of a key; a slot that <see cref="Slot.IsEmpty"/> if nothing.</summary>
    public Slot Find(ulong hash, ulong key) => _slots.Length == 0 ? default : _slots[IndexOf(hash, key)];

    /// <summary>The slot of a key that is there; a null reference (<see cref="Unsafe.IsNullRef"/>) if it is not.</summary>
    public ref Slot Held(ulong hash, ulong key)
    {
        if (_slots.Length == 0) return ref Unsafe.NullRef<Slot>();
        ref var slot = ref _slots[IndexOf(hash, key)];
        return ref slot.IsEmpty ? ref Unsafe.NullRef<Slot>() : ref slot;
    }

    /// <summary>Takes in a key that is not there.</summary>
    public void Insert(ulong hash, Slot slot, PeerHash hashing)
    {
        // At most four fifths full: beyond, runs of linear probing grow long.
        if ((Count + 1) * 5L > _slots.Length * 4L) Rebuild(Math.Max(FirstSlots, _slots.Length * 2), hashing, ulong.MaxValue);
        _slots[IndexOf(hash, slot.Key)] = slot;
        Count++;
    }

    /// <summary>Keeps only keys whose hash is at most the limit.</summary>
    public void Keep(ulong limit, PeerHash hashing) => Rebuild(_slots.Length, hashing, limit);

    /// <summary>Forgets the window's occasions; who was seen stays.</summary>
    public void ClearWindow()
    {
        foreach (ref var slot in _slots.AsSpan()) slot.Window = 0;
    }

    /// <summary>Pools neighbouring occasions of the window.</summary>
    public void PoolWindow()
    {
        foreach (ref var slot in _slots.AsSpan()) slot.Window = OccasionMask.Pooled(slot.Window);
    }

    /// <summary>Pools neighbouring windows.</summary>
    public void PoolTotal()
    {
        foreach (ref var slot in _slots.AsSpan()) slot.Total = OccasionMask.Pooled(slot.Total);
    }

    private void Rebuild(int slots, PeerHash hashing, ulong limit)
    {
        var before = _slots;
        _slots = slots == 0 ? [] : new Slot[slots];
        Count = 0;
        foreach (ref readonly var slot in before.AsSpan())
        {
            if (slot.IsEmpty) continue;
            var hash = hashing.Of(slot.Key);
            if (hash > limit) continue;
            _slots[IndexOf(hash, slot.Key)] = slot;
            Count++;
        }
    }

    /// <summary>Where a key is, or would be. The table is never full, so this ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int IndexOf(ulong hash, ulong key)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        var index = (int)hash & mask;
        while (slots[index].Total != 0 && slots[index].Key != key) index = (index + 1) & mask;
        return index;
    }
}

/// <summary>One peer of one series. Empty if it was seen in no window.</summary>
internal struct Slot
{
    /// <summary>The peer.</summary>
    public ulong Key;

    /// <summary>Occasions of the open window on which it was seen.</summary>
    public ulong Window;

    /// <summary>Windows in which it was seen.</summary>
    public ulong Total;

    /// <summary>Whether nobody is here.</summary>
    public readonly bool IsEmpty => Total == 0;
}
