using System.Numerics;

namespace Crawler.Actors.Observations;

/// <summary>
/// How late calls were, in eight buckets to each doubling of a microsecond: quantiles to 6 %, from 1 µs to days, in 2.5 kB,
/// whatever the number. Lock-free; a call that arrives while somebody looks is in this look or in the next.
/// </summary>
internal sealed class LatenessHistogram
{
    private const int StepBits = 3;
    private const int Steps = 1 << StepBits;
    private const int Doublings = 39; // 2^39 µs are 6 days

    private readonly long[] _counts = new long[Doublings * Steps];
    private long _max;

    /// <summary>Counts one; what is early is not late.</summary>
    public void Add(TimeSpan late)
    {
        var micros = Math.Max(0, (long)late.TotalMicroseconds);
        Interlocked.Increment(ref _counts[BucketOf(micros)]);
        for (var max = Volatile.Read(ref _max); micros > max;)
        {
            var seen = Interlocked.CompareExchange(ref _max, micros, max);
            if (seen == max) break;
            max = seen;
        }
    }

    /// <summary>What was counted since the last time.</summary>
    public LatenessWindow Take()
    {
        var counts = new long[_counts.Length];
        var total = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = Interlocked.Exchange(ref _counts[i], 0);
            total += counts[i];
        }

        var max = Interlocked.Exchange(ref _max, 0);
        return total == 0 ? default : new LatenessWindow(total, Quantile(0.5), Quantile(0.99), TimeSpan.FromMicroseconds(max));

        TimeSpan Quantile(double share)
        {
            var (rank, bucket) = ((long)Math.Ceiling(share * total), 0);
            for (var passed = counts[0]; passed < rank; passed += counts[++bucket])
            {
            }

            return TimeSpan.FromMicroseconds(Math.Min(MiddleOf(bucket), max));
        }
    }

    /// <summary>Below eight a bucket each; above, the doubling and the three bits that follow.</summary>
    private static int BucketOf(long micros)
    {
        if (micros < Steps) return (int)micros;
        var doubling = BitOperations.Log2((ulong)micros) - StepBits;
        return Math.Min(((doubling + 1) << StepBits) + (int)((micros >> doubling) & (Steps - 1)), (Doublings * Steps) - 1);
    }

    private static long MiddleOf(int bucket)
    {
        if (bucket < Steps) return bucket;
        var doubling = (bucket >> StepBits) - 1;
        return ((long)(Steps + (bucket & (Steps - 1))) << doubling) + ((1L << doubling) / 2);
    }
}
