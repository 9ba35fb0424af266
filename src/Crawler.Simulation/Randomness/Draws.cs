namespace Crawler.Simulation.Randomness;

/// <summary>Draws that several parts of a world need.</summary>
public static class Draws
{
    /// <summary>True with the given probability.</summary>
    public static bool Chance(this Random random, double probability) => probability > 0 && random.NextDouble() < probability;

    /// <summary>Exponential with mean 1.</summary>
    public static double NextExponential(this Random random) => -Math.Log(1 - random.NextDouble());

    /// <summary>Standard normal (Box and Muller 1958).</summary>
    public static double NextNormal(this Random random) =>
        Math.Sqrt(2 * random.NextExponential()) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>
    /// Gamma with the given shape, at least 1, and scale 1 (Marsaglia and Tsang 2000): what a length-biased Weibull
    /// session is made of.
    /// </summary>
    public static double NextGamma(this Random random, double shape)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shape, 1);
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = random.NextNormal();
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && -random.NextExponential() < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v))) return d * v;
        }
    }

    /// <summary>
    /// <paramref name="count"/> different numbers of 0 … <paramref name="from"/> − 1, every subset as likely as any other
    /// (Floyd's method, Bentley and Floyd 1987): time and memory go with the count, not with the whole.
    /// </summary>
    public static IEnumerable<int> Distinct(this Random random, int from, int count)
    {
        count = Math.Min(count, from);
        var chosen = new HashSet<int>(count);
        for (var last = from - count; last < from; last++)
        {
            var next = random.Next(last + 1);
            if (!chosen.Add(next)) chosen.Add(next = last);
            yield return next;
        }
    }
}
