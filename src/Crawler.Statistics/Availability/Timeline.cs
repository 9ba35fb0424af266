using System.Numerics;

namespace Crawler.Statistics.Availability;

/// <summary>Whether something was up, slot by slot, where that is known: two bits a slot.</summary>
/// <param name="slots">How many slots.</param>
public sealed class Timeline(int slots)
{
    private readonly ulong[] _known = new ulong[(slots + 63) / 64];
    private readonly ulong[] _up = new ulong[(slots + 63) / 64];

    /// <summary>Slots.</summary>
    public int Slots => slots;

    /// <summary>Slots in which it is known.</summary>
    public int Known => Count(_known);

    /// <summary>Slots in which it was up.</summary>
    public int Up => Count(_up);

    /// <summary>Notes a slot; up wins where it was noted before.</summary>
    public void Note(int slot, bool isUp)
    {
        var bit = 1UL << (slot & 63);
        _known[slot >> 6] |= bit;
        if (isUp) _up[slot >> 6] |= bit;
    }

    /// <summary>The slots known, ascending.</summary>
    public IEnumerable<(long Time, bool IsUp)> Looks()
    {
        for (var slot = 0; slot < slots; slot++)
            if (Is(_known, slot)) yield return (slot, Is(_up, slot));
    }

    /// <summary>The same with what is known carried on over silences of at most so many slots.</summary>
    public Timeline Carried(int longestGap)
    {
        var carried = new Timeline(slots);
        (int Slot, bool IsUp)? last = null;
        for (var slot = 0; slot < slots; slot++)
        {
            if (Is(_known, slot)) last = (slot, Is(_up, slot));
            if (last is { } look && slot - look.Slot <= longestGap) carried.Note(slot, look.IsUp);
        }

        return carried;
    }

    /// <summary>Correlation of two trackers being down, over the slots in which both are known.</summary>
    /// <returns>φ, null where one of them never changed; slots in common; slots in which both were down.</returns>
    public static (double? Phi, int Common, int BothDown) Correlation(Timeline one, Timeline other)
    {
        var (both, first, second, neither) = (0, 0, 0, 0);
        for (var i = 0; i < one._known.Length; i++)
        {
            var known = one._known[i] & other._known[i];
            both += BitOperations.PopCount(known & ~one._up[i] & ~other._up[i]);
            first += BitOperations.PopCount(known & ~one._up[i] & other._up[i]);
            second += BitOperations.PopCount(known & one._up[i] & ~other._up[i]);
            neither += BitOperations.PopCount(known & one._up[i] & other._up[i]);
        }

        return (Availability.Phi.Of(both, first, second, neither), both + first + second + neither, both);
    }

    /// <summary>
    /// An announce list as a client sees it: up while any of its trackers is, over the slots in which all are known, and the
    /// best single one over the same. Null where there is no such slot.
    /// </summary>
    public static (double AnyUp, double BestUp, int Slots)? AnyOf(IReadOnlyList<Timeline> list)
    {
        if (list.Count == 0) return null;
        var (known, any, best) = (0, 0, new int[list.Count]);
        for (var i = 0; i < list[0]._known.Length; i++)
        {
            var (all, up) = (ulong.MaxValue, 0UL);
            foreach (var timeline in list)
            {
                all &= timeline._known[i];
                up |= timeline._up[i];
            }

            known += BitOperations.PopCount(all);
            any += BitOperations.PopCount(all & up);
            for (var j = 0; j < list.Count; j++) best[j] += BitOperations.PopCount(all & list[j]._up[i]);
        }

        return known == 0 ? null : ((double)any / known, (double)best.Max() / known, known);
    }

    private static bool Is(ulong[] bits, int slot) => (bits[slot >> 6] & (1UL << (slot & 63))) != 0;

    private static int Count(ulong[] bits) => bits.Sum(BitOperations.PopCount);
}
