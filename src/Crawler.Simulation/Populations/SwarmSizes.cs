namespace Crawler.Simulation.Populations;

/// <summary>
/// Sizes of many swarms: P(n) ∝ n^(−exponent) e^(−n/cutoff). Most swarms are tiny, a few are huge, and none is without
/// bound: Zipf with an exponential cutoff, as tracker dumps show.
/// </summary>
public sealed class SwarmSizes
{
    private readonly double[] _cumulative;

    /// <summary>The distribution.</summary>
    /// <param name="exponent">Steepness, above 0.</param>
    /// <param name="cutoff">Peers beyond which sizes become rare.</param>
    public SwarmSizes(double exponent, double cutoff)
    {
        // At 30 cutoffs the tail is below 1e-13 of the head.
        _cumulative = new double[(int)Math.Clamp(30 * cutoff, 1, 1 << 24)];
        var sum = 0.0;
        for (var n = 1; n <= _cumulative.Length; n++) _cumulative[n - 1] = sum += Math.Pow(n, -exponent) * Math.Exp(-n / cutoff);
    }

    /// <summary>Mean size, peers.</summary>
    public double Mean
    {
        get
        {
            // E[n] = Σ P(size ≥ n).
            var whole = _cumulative[^1];
            return 1 + _cumulative[..^1].Sum(below => (whole - below) / whole);
        }
    }

    /// <summary>One size, at least 1.</summary>
    public int Draw(Random random)
    {
        var at = Array.BinarySearch(_cumulative, random.NextDouble() * _cumulative[^1]);
        return Math.Min(at < 0 ? ~at : at, _cumulative.Length - 1) + 1;
    }
}
