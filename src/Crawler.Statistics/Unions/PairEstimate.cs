using Crawler.Statistics.Occasions;

namespace Crawler.Statistics.Unions;

/// <summary>
/// What two trackers share: N̂_ij = n_ij / (π_i π_j), beside the naive values of what happened to be seen. The naive ones are
/// never shown alone: two trackers with the very same peers, of which half were seen on each, have a naive Jaccard of 0.33.
/// </summary>
/// <param name="First">Index of one member.</param>
/// <param name="Second">Index of the other.</param>
/// <param name="FirstSize">N̂_i, peers.</param>
/// <param name="SecondSize">N̂_j, peers.</param>
/// <param name="Common">N̂_ij, peers; at most the smaller of both.</param>
/// <param name="Seen">n_ij: peers seen on both, scaled to the whole swarm.</param>
/// <param name="NaiveJaccard">n_ij over the peers seen on either, 0–1; null if none were.</param>
/// <param name="NaiveOfFirst">n_ij over those seen on the first; null if none were.</param>
/// <param name="NaiveOfSecond">n_ij over those seen on the second; null if none were.</param>
public sealed record PairEstimate(
    int First, int Second, double FirstSize, double SecondSize, double Common,
    double Seen, double? NaiveJaccard, double? NaiveOfFirst, double? NaiveOfSecond)
{
    /// <summary>Ĵ = N̂_ij / (N̂_i + N̂_j − N̂_ij), 0–1; null for two empty swarms.</summary>
    public double? Jaccard => Ratio(Common, FirstSize + SecondSize - Common);

    /// <summary>Share of the first tracker's peers that the second has too, 0–1; null for an empty swarm.</summary>
    public double? OfFirst => Ratio(Common, FirstSize);

    /// <summary>Share of the second tracker's peers that the first has too, 0–1; null for an empty swarm.</summary>
    public double? OfSecond => Ratio(Common, SecondSize);

    /// <summary>Peers of either: N̂_i + N̂_j − N̂_ij.</summary>
    public double Union => FirstSize + SecondSize - Common;

    /// <summary>Two members of a union; null if the share of either is not known.</summary>
    public static PairEstimate? Of(UnionSample sample, IReadOnlyList<UnionMember> members, int first, int second)
    {
        if (members[first].DetectionShare is not { } shareOfFirst || members[second].DetectionShare is not { } shareOfSecond) return null;
        var (one, other, both) = (0L, 0L, 0L);
        foreach (var (pattern, peers) in sample.Patterns)
        {
            var (inFirst, inSecond) = ((pattern >> first & 1) != 0, (pattern >> second & 1) != 0);
            if (inFirst) one += peers;
            if (inSecond) other += peers;
            if (inFirst && inSecond) both += peers;
        }

        var kept = sample.SampledShare;
        var (sizeOfFirst, sizeOfSecond) = (one / shareOfFirst / kept, other / shareOfSecond / kept);
        return new PairEstimate(
            first, second, sizeOfFirst, sizeOfSecond,
            Math.Min(both / (shareOfFirst * shareOfSecond) / kept, Math.Min(sizeOfFirst, sizeOfSecond)),
            both / kept, Ratio(both, one + other - both), Ratio(both, one), Ratio(both, other));
    }

    private static double? Ratio(double part, double whole) => whole > 0 ? part / whole : null;
}
