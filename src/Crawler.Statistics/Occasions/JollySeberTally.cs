using System.Numerics;

namespace Crawler.Statistics.Occasions;

/// <summary>Reduces masks to <see cref="JollySeberCounts"/> in one pass.</summary>
internal sealed class JollySeberTally
{
    private readonly int[] _seen = new int[OccasionMask.Capacity];
    private readonly int[] _marked = new int[OccasionMask.Capacity];
    private readonly int[] _later = new int[OccasionMask.Capacity];
    private readonly int[] _missed = new int[OccasionMask.Capacity];

    /// <summary>Counts a peer in; one that was not seen changes nothing.</summary>
    /// <param name="mask">Occasions on which it was seen.</param>
    /// <param name="held">Occasions that took place: who is not seen when nobody looked was not missed.</param>
    public void Add(ulong mask, ulong held)
    {
        if (mask == 0) return;
        var first = BitOperations.TrailingZeroCount(mask);
        var last = BitOperations.Log2(mask);
        for (var rest = mask; rest != 0; rest &= rest - 1)
        {
            var at = BitOperations.TrailingZeroCount(rest);
            _seen[at]++;
            if (at > first) _marked[at]++;
            if (at < last) _later[at]++;
        }

        var between = OccasionMask.First(last) & ~OccasionMask.First(first);
        for (var rest = between & held & ~mask; rest != 0; rest &= rest - 1) _missed[BitOperations.TrailingZeroCount(rest)]++;
    }

    /// <summary>The counts of the occasions that took place.</summary>
    public JollySeberCounts Counts(ulong held, int windowsPerOccasion, double share)
    {
        var occasions = Enumerable.Range(0, OccasionMask.Capacity).Where(at => (held >> at & 1) != 0).ToArray();
        return new JollySeberCounts
        {
            WindowsPerOccasion = windowsPerOccasion,
            Occasion = occasions,
            Seen = Pick(_seen),
            Marked = Pick(_marked),
            Released = Pick(_seen),
            SeenLater = Pick(_later),
            Missed = Pick(_missed),
            SampledShare = share,
        };

        int[] Pick(int[] column) => Array.ConvertAll(occasions, at => column[at]);
    }
}
