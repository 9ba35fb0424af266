using System.Numerics;

namespace Crawler.Statistics.Unions;

/// <summary>
/// N̂_∪ = Σ_p [1 − Π_{j ∈ ω_p} (1 − 1/π_j)], ω_p being the trackers where peer p was seen: inclusion–exclusion, with each
/// intersection scaled by the chance of being seen in all of it. Two trackers that show half each: a peer seen on one alone counts 2, for
/// itself and one unseen; a peer seen on both counts 0, having been counted by those. It takes detections on two trackers to be
/// independent, not memberships.
/// </summary>
internal static class UnionSum
{
    /// <summary>Peers of the union; infinite where a share is 0 although a pattern names its tracker.</summary>
    /// <param name="patterns">Peers by pattern.</param>
    /// <param name="shares">π by member, above 0 to 1.</param>
    public static double Of(IEnumerable<KeyValuePair<ulong, double>> patterns, ReadOnlySpan<double> shares)
    {
        var sum = 0.0;
        foreach (var (pattern, peers) in patterns)
            if (peers != 0) sum += peers * Weight(pattern, shares);
        return sum;
    }

    /// <summary>What a peer of this pattern counts.</summary>
    public static double Weight(ulong pattern, ReadOnlySpan<double> shares)
    {
        var missed = 1.0;
        for (var rest = pattern; rest != 0; rest &= rest - 1) missed *= 1 - (1 / shares[BitOperations.TrailingZeroCount(rest)]);
        return 1 - missed;
    }
}
