using System.Numerics;

namespace Crawler.Statistics.Occasions;

/// <summary>Reduces masks to an <see cref="OccasionSummary"/> in one pass.</summary>
internal ref struct OccasionTally
{
    private const int Columns = OccasionMask.Capacity;

    private readonly Span<int> _sizes;
    private readonly Span<int> _unique;
    private readonly Span<long> _frequencies;
    private OverlapTally _overlaps;

    /// <summary>Over working space of the caller's: <see cref="IntsNeeded"/> and <see cref="LongsNeeded"/>, zeroed.</summary>
    public OccasionTally(Span<int> ints, Span<long> longs)
    {
        _sizes = ints[..Columns];
        _unique = ints[Columns..(2 * Columns)];
        _frequencies = longs[..Columns];
        _overlaps = new OverlapTally(ints[(2 * Columns)..]);
    }

    /// <summary>Integers of working space.</summary>
    public static int IntsNeeded => (2 * Columns) + OverlapTally.IntsNeeded;

    /// <summary>Long integers of working space.</summary>
    public static int LongsNeeded => Columns;

    /// <summary>Counts a peer in; one that was not seen changes nothing.</summary>
    public void Add(ulong mask)
    {
        if (mask == 0) return;
        var times = BitOperations.PopCount(mask);
        _frequencies[times - 1]++;
        if (times == 1) _unique[BitOperations.TrailingZeroCount(mask)]++;
        for (var rest = mask; rest != 0; rest &= rest - 1) _sizes[BitOperations.TrailingZeroCount(rest)]++;
        if (times > 1) _overlaps.Add(mask, times);
    }

    /// <summary>What was seen on the occasions that took place.</summary>
    public OccasionSummary Summary(ulong held, int announces, double share)
    {
        var occasions = BitOperations.PopCount(held);
        var sizes = new int[occasions];
        var unique = new int[occasions];
        for (var (rest, at) = (held, 0); rest != 0; rest &= rest - 1, at++)
        {
            var column = BitOperations.TrailingZeroCount(rest);
            (sizes[at], unique[at]) = (_sizes[column], _unique[column]);
        }

        return new OccasionSummary
        {
            Sizes = sizes,
            Unique = unique,
            Frequencies = _frequencies.TrimEnd(0).ToArray(),
            Overlaps = _overlaps.Moments(_sizes),
            Announces = announces,
            SampledShare = share,
        };
    }
}
