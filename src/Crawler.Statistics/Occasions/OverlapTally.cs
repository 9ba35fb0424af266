using System.Numerics;

namespace Crawler.Statistics.Occasions;

/// <summary>
/// m_ij, the peers that occasions i and j share. Peers seen a few times count their pairs one by one; those seen often
/// wait until 64 are together, are turned from peers × occasions to occasions × peers, and are counted 64 at once.
/// </summary>
internal ref struct OverlapTally(Span<int> common)
{
    private const int Columns = OccasionMask.Capacity;

    /// <summary>From here on 2 016 counts of bits for 64 peers are cheaper than a peer's own pairs.</summary>
    private const int Often = 8;

    private readonly Span<int> _common = common[..(Columns * Columns)];
    private Block _block;
    private int _waiting;

    /// <summary>Integers of working space, zeroed.</summary>
    public static int IntsNeeded => Columns * Columns;

    /// <summary>Counts a peer's pairs of occasions in.</summary>
    public void Add(ulong mask, int times)
    {
        if (times >= Often)
        {
            _block[_waiting++] = mask;
            if (_waiting == Columns) Flush();
            return;
        }

        for (var rest = mask; rest != 0; rest &= rest - 1)
        {
            var row = BitOperations.TrailingZeroCount(rest) * Columns;
            for (var later = rest & (rest - 1); later != 0; later &= later - 1)
                _common[row + BitOperations.TrailingZeroCount(later)]++;
        }
    }

    /// <summary>The sums over pairs of occasions with peers.</summary>
    /// <param name="sizes">k_i by column; 0 where there was no occasion.</param>
    public OverlapMoments Moments(ReadOnlySpan<int> sizes)
    {
        Flush();
        var (pairs, products, sum, scaled) = (0L, 0.0, 0.0, 0.0);
        for (var i = 0; i < Columns; i++)
        {
            if (sizes[i] == 0) continue;
            for (var j = i + 1; j < Columns; j++)
            {
                if (sizes[j] == 0) continue;
                var product = (double)sizes[i] * sizes[j];
                double common = _common[(i * Columns) + j];
                pairs++;
                products += product;
                sum += common;
                scaled += common * common / product;
            }
        }

        return new OverlapMoments(pairs, products, sum, scaled);
    }

    private void Flush()
    {
        if (_waiting == 0) return;
        Span<ulong> rows = _block;
        rows[_waiting..].Clear();
        _waiting = 0;
        Transpose(rows);
        for (var i = 0; i < Columns; i++)
        {
            if (rows[i] == 0) continue;
            for (var j = i + 1; j < Columns; j++) _common[(i * Columns) + j] += BitOperations.PopCount(rows[i] & rows[j]);
        }
    }

    /// <summary>Turns 64 rows of 64 bits over their diagonal, by swapping ever smaller blocks: 32 × 32, 16 × 16 … 1 × 1.</summary>
    private static void Transpose(Span<ulong> rows)
    {
        var mask = 0x00000000ffffffffUL;
        for (var width = 32; width > 0; width >>= 1, mask ^= mask << width)
        {
            for (var row = 0; row < Columns; row = ((row | width) + 1) & ~width)
            {
                var swap = ((rows[row] >> width) ^ rows[row | width]) & mask;
                rows[row] ^= swap << width;
                rows[row | width] ^= swap;
            }
        }
    }

    [System.Runtime.CompilerServices.InlineArray(Columns)]
    private struct Block
    {
        private ulong _first;
    }
}
