using Crawler.Statistics.Estimators;
using Crawler.Statistics.Intervals;
using Crawler.Statistics.Sizes;

namespace Crawler.Statistics.Unions;

/// <summary>
/// How far a union may be off: a delete-one-occasion jackknife on 1/N̂_∪, stratified by tracker. Without an occasion both that
/// tracker's share π and the patterns of those seen on it alone are made anew. Variances of the trackers add up; the degrees of freedom
/// of the sum are Satterthwaite's (1946).
/// </summary>
internal static class UnionJackknife
{
    /// <summary>Variance of 1/N̂_∪ and its degrees of freedom. 0 where every member listed all it has.</summary>
    public static (double Variance, double Freedom) ReciprocalVariance(
        UnionCounts counts, IReadOnlyList<UnionMember> members, double[] shares, double size)
    {
        var (variance, squares) = (0.0, 0.0);
        for (var j = 0; j < members.Count; j++)
        {
            if (!members[j].Counts || members[j].Estimate.Method == SizeMethod.Enumerated || members[j].Occasions.Distinct == 0) continue;
            var (part, freedom) = OfMember(counts, members[j], j, (double[])shares.Clone(), size);
            variance += part;
            squares += part * part / freedom;
        }

        return (variance, squares > 0 ? Math.Max(1, variance * variance / squares) : 1);
    }

    private static (double Variance, double Freedom) OfMember(UnionCounts counts, UnionMember member, int j, double[] shares, double size)
    {
        var occasions = member.Occasions;
        var held = Enumerable.Range(0, occasions.Occasions).Where(i => occasions.Sizes[i] > 0).ToArray();
        if (held.Length < 3) return (ByError(counts, member, j, shares, size), 1);
        var sizes = Darroch.Sizes(occasions);
        var replicates = Array.ConvertAll(held, i =>
        {
            var distinct = occasions.Distinct - occasions.Unique[i];
            // No finite N̂ for the tracker is none for the union: 1/N̂ = 0.
            if (Darroch.Root(sizes, distinct, i, member.Estimate.Size * occasions.SampledShare) is not { } root) return 0;
            shares[j] = distinct / root;
            var patterns = counts.Without(j, i);
            return 1 / Math.Max(patterns.Values.Sum(), UnionSum.Of(patterns, shares));
        });
        return (OccasionJackknife.Variance(replicates), held.Length - 1);
    }

    /// <summary>With two occasions there is none to leave out; the standard error of the member's own estimate is carried over instead.</summary>
    private static double ByError(UnionCounts counts, UnionMember member, int j, double[] shares, double size)
    {
        var estimate = member.Estimate;
        shares[j] = estimate.Distinct / (estimate.Size!.Value + (estimate.StandardError ?? estimate.Size.Value));
        var moved = (1 / Math.Max(counts.Distinct, UnionSum.Of(counts.Patterns, shares))) - (1 / size);
        return moved * moved;
    }
}
