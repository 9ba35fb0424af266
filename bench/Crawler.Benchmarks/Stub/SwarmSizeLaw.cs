namespace Crawler.Benchmarks.Stub;

/// <summary>
/// How big swarms are: P(size = s) falls as a power of s + 1 (Zipf), its exponent chosen so that replies, which hold the
/// whole swarm up to a cap, hold a given number of peers on average. Many swarms are empty, a few fill every reply.
/// </summary>
internal sealed class SwarmSizeLaw
{
    /// <summary>No swarm is larger.</summary>
    public const int Largest = 5_000;

    private readonly double[] _upTo;

    /// <summary>The law of a mean.</summary>
    /// <param name="meanPeers">Peers a reply on average.</param>
    /// <param name="mostPeers">Peers a reply at most.</param>
    public SwarmSizeLaw(double meanPeers, int mostPeers)
    {
        var (low, high) = (0.0, 8.0);
        for (var round = 0; round < 60; round++)
        {
            var middle = (low + high) / 2;
            // A steeper law has smaller swarms.
            (low, high) = Mean(Cumulative(middle), mostPeers) > meanPeers ? (middle, high) : (low, middle);
        }

        _upTo = Cumulative(low);
    }

    /// <summary>The size of a swarm, the same for the same bits.</summary>
    /// <param name="bits">Uniform, of the infohash.</param>
    public int SizeOf(ulong bits)
    {
        var at = Array.BinarySearch(_upTo, (bits >> 11) * (1.0 / (1L << 53)));
        return Math.Min(at < 0 ? ~at : at, Largest);
    }

    private static double[] Cumulative(double exponent)
    {
        var upTo = new double[Largest + 1];
        var sum = 0.0;
        for (var size = 0; size <= Largest; size++) upTo[size] = sum += Math.Pow(size + 1, -exponent);
        for (var size = 0; size <= Largest; size++) upTo[size] /= sum;
        return upTo;
    }

    private static double Mean(double[] upTo, int cap)
    {
        // E[min(S, cap)] is the sum of P(S > s) below the cap.
        var mean = 0.0;
        for (var size = 0; size < cap; size++) mean += 1 - upTo[size];
        return mean;
    }
}
