using System.Runtime.CompilerServices;

namespace Crawler.Statistics.Occasions;

/// <summary>
/// The peers one series saw, and when: a flat open-addressing table with linear probing. Key and masks lie side by side, so that
/// a sighting touches one line of the cache, and a mask takes 1, 2, 4 or 8 bytes, as many as there were occasions to tell apart:
/// 10 to 24 bytes a slot. It grows by half, for most swarms are small. Nothing is taken out one by one; see <see cref="Keep"/>.
/// <code>
/// | key: 8 bytes | occasions of the open window: w | windows: t | key …                 w, t ∈ {1, 2, 4, 8}
/// </code>
/// A slot whose windows are 0 is empty: who is here was seen in one at least.
/// </summary>
internal sealed class SightingTable
{
    private const int FirstSlots = 4;

    /// <summary>Masks are read and written as whole 8 bytes, the last one too.</summary>
    private const int Padding = sizeof(ulong);

    private byte[] _bytes = [];
    private int _slots;
    private byte _windowWidth = 1;
    private byte _totalWidth = 1;

    /// <summary>Peers held.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the slots.</summary>
    public long Bytes => _bytes.Length;

    private int Stride => sizeof(ulong) + _windowWidth + _totalWidth;

    /// <summary>What is known of a key; a slot that <see cref="Slot.IsEmpty"/> if nothing.</summary>
    public Slot Find(ulong hash, ulong key) => _slots == 0 ? default : At(OffsetOf(hash, key));

    /// <summary>A key was seen on these occasions; false, and nothing is changed, if it is not here.</summary>
    public bool See(ulong hash, ulong key, ulong window, ulong total)
    {
        if (_slots == 0) return false;
        var offset = OffsetOf(hash, key);
        var slot = At(offset);
        if (slot.IsEmpty) return false;
        Put(offset, slot with { Window = slot.Window | window, Total = slot.Total | total });
        return true;
    }

    /// <summary>Takes in a key that is not there.</summary>
    public void Insert(ulong hash, Slot slot, PeerHash hashing)
    {
        // At most four fifths full: beyond, runs of linear probing grow long.
        if ((Count + 1) * 5L > _slots * 4L) Rebuild(Math.Max(FirstSlots, _slots * 3 / 2), _windowWidth, _totalWidth, hashing, ulong.MaxValue);
        Put(OffsetOf(hash, slot.Key), slot);
        Count++;
    }

    /// <summary>Makes room for masks as large as these.</summary>
    public void Fit(ulong window, ulong total, PeerHash hashing)
    {
        var (windowWidth, totalWidth) = (Widened(_windowWidth, window), Widened(_totalWidth, total));
        if (windowWidth != _windowWidth || totalWidth != _totalWidth) Rebuild(_slots, windowWidth, totalWidth, hashing, ulong.MaxValue);
    }

    /// <summary>Keeps only keys whose hash is at most the limit, in a table that fits them.</summary>
    public void Keep(ulong limit, PeerHash hashing)
    {
        var kept = 0;
        foreach (var slot in this)
            if (hashing.Of(slot.Key) <= limit) kept++;
        Rebuild(kept == 0 ? 0 : Math.Max(FirstSlots, kept * 3 / 2), _windowWidth, _totalWidth, hashing, limit);
    }

    /// <summary>Forgets the window's occasions; who was seen stays.</summary>
    public void ClearWindow() => Change(slot => slot with { Window = 0 });

    /// <summary>Pools neighbouring occasions of the window.</summary>
    public void PoolWindow() => Change(slot => slot with { Window = OccasionMask.Pooled(slot.Window) });

    /// <summary>Pools neighbouring windows.</summary>
    public void PoolTotal() => Change(slot => slot with { Total = OccasionMask.Pooled(slot.Total) });

    /// <summary>Walks the peers held, in no order, without allocating.</summary>
    public Enumerator GetEnumerator() => new(this);

    private static byte Widened(byte width, ulong mask)
    {
        while (width < sizeof(ulong) && mask >> (8 * width) != 0) width *= 2;
        return width;
    }

    private void Change(Func<Slot, Slot> change)
    {
        for (var offset = 0; offset < _slots * Stride; offset += Stride)
            if (At(offset) is { IsEmpty: false } slot) Put(offset, change(slot));
    }

    private void Rebuild(int slots, byte windowWidth, byte totalWidth, PeerHash hashing, ulong limit)
    {
        var before = new Enumerator(this);
        (_slots, _windowWidth, _totalWidth) = (slots, windowWidth, totalWidth);
        _bytes = slots == 0 ? [] : new byte[(slots * Stride) + Padding];
        Count = 0;
        while (before.MoveNext())
        {
            var hash = hashing.Of(before.Current.Key);
            if (hash > limit) continue;
            Put(OffsetOf(hash, before.Current.Key), before.Current);
            Count++;
        }
    }

    /// <summary>Where a key is, or would be. The table is never full, so this ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int OffsetOf(ulong hash, ulong key)
    {
        // The low half of the hash as a fraction of the table (Lemire 2016), so that its size need be no power of two.
        var (stride, end) = (Stride, _slots * Stride);
        var offset = (int)(((hash & uint.MaxValue) * (ulong)_slots) >> 32) * stride;
        while (At(offset) is { IsEmpty: false } slot && slot.Key != key)
        {
            offset += stride;
            if (offset == end) offset = 0;
        }

        return offset;
    }

    private Slot At(int offset) => Read(_bytes, offset, _windowWidth, _totalWidth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(int offset, Slot slot)
    {
        Write(offset, slot.Key, sizeof(ulong));
        Write(offset + sizeof(ulong), slot.Window, _windowWidth);
        Write(offset + sizeof(ulong) + _windowWidth, slot.Total, _totalWidth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Write(int offset, ulong value, int width)
    {
        var bytes = _bytes.AsSpan(offset, sizeof(ulong));
        var mask = Mask(width);
        var merged = (Unsafe.ReadUnaligned<ulong>(ref bytes[0]) & ~mask) | (value & mask);
        Unsafe.WriteUnaligned(ref bytes[0], merged);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Slot Read(byte[] bytes, int offset, int windowWidth, int totalWidth)
    {
        // One check for all three: they are within the array, or this throws.
        var slot = bytes.AsSpan(offset, sizeof(ulong) + windowWidth + sizeof(ulong));
        ref var start = ref slot[0];
        return new Slot
        {
            Key = Unsafe.ReadUnaligned<ulong>(ref start),
            Window = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, sizeof(ulong))) & Mask(windowWidth),
            Total = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, sizeof(ulong) + windowWidth)) & Mask(totalWidth),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(int width) => ulong.MaxValue >> (64 - (8 * width));

    /// <summary>Walks a table as it stands now; one that is rebuilt meanwhile is walked as it was.</summary>
    public struct Enumerator(SightingTable table)
    {
        private readonly byte[] _bytes = table._bytes;
        private readonly int _stride = table.Stride;
        private readonly int _end = table._slots * table.Stride;
        private readonly byte _windowWidth = table._windowWidth;
        private readonly byte _totalWidth = table._totalWidth;
        private int _next;

        /// <summary>The peer at the current position.</summary>
        public Slot Current { get; private set; }

        /// <summary>Advances; false at the end.</summary>
        public bool MoveNext()
        {
            while (_next < _end)
            {
                Current = Read(_bytes, _next, _windowWidth, _totalWidth);
                _next += _stride;
                if (!Current.IsEmpty) return true;
            }

            return false;
        }
    }
}

/// <summary>One peer of one series. Empty if it was seen in no window.</summary>
internal readonly record struct Slot
{
    /// <summary>The peer.</summary>
    public ulong Key { get; init; }

    /// <summary>Occasions of the open window on which it was seen.</summary>
    public ulong Window { get; init; }

    /// <summary>Windows in which it was seen.</summary>
    public ulong Total { get; init; }

    /// <summary>Whether nobody is here.</summary>
    public bool IsEmpty => Total == 0;
}
