using System.Numerics;

namespace Crawler.Statistics.Occasions;

/// <summary>A peer's occasions as bits: bit i is set if it was seen on occasion i.</summary>
internal static class OccasionMask
{
    /// <summary>Occasions a mask holds. Before one more begins, neighbours are pooled.</summary>
    public const int Capacity = 64;

    /// <summary>
    /// Occasions 0 and 1 become 0, 2 and 3 become 1, and so on. The union of two random samples is a random sample, so
    /// that what is estimated from pooled occasions is as valid; it only rests on half as many.
    /// </summary>
    public static ulong Pooled(ulong mask)
    {
        var pairs = (mask | (mask >> 1)) & 0x5555555555555555;
        pairs = (pairs | (pairs >> 1)) & 0x3333333333333333;
        pairs = (pairs | (pairs >> 2)) & 0x0f0f0f0f0f0f0f0f;
        pairs = (pairs | (pairs >> 4)) & 0x00ff00ff00ff00ff;
        pairs = (pairs | (pairs >> 8)) & 0x0000ffff0000ffff;
        return (pairs | (pairs >> 16)) & 0x00000000ffffffff;
    }

    /// <summary>The first occasions, as many as are told, all set.</summary>
    public static ulong First(int occasions) => occasions >= Capacity ? ulong.MaxValue : (1UL << occasions) - 1;

    /// <summary>The last of some occasions, of which there is one at least.</summary>
    public static ulong Last(ulong occasions) => 1UL << BitOperations.Log2(occasions);

    /// <summary>Which of the occasions that took place this one is, counting from 0.</summary>
    /// <param name="held">The occasions that took place.</param>
    /// <param name="occasion">One of them.</param>
    public static int Rank(ulong held, int occasion) => BitOperations.PopCount(held & ((1UL << occasion) - 1));
}
