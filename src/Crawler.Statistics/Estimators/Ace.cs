namespace Crawler.Statistics.Estimators;

/// <summary>
/// Abundance coverage (Chao &amp; Lee 1992): those seen often are all there; those seen rarely, up to ten times, are scaled by their
/// coverage C and by how unevenly they are seen, γ². N̂ = S_ab + S_r/C + (Q₁/C) γ².
/// </summary>
public static class Ace
{
    /// <summary>Seen more often is not rare.</summary>
    public const int Cutoff = 10;

    /// <summary>N̂, without a variance; null if every rare one was seen once (C = 0).</summary>
    /// <param name="frequencies">Q_j at index j − 1.</param>
    public static PointEstimate? Estimate(IReadOnlyList<long> frequencies)
    {
        var (rare, sightings, pairs, often) = (0L, 0L, 0.0, 0L);
        for (var j = 1; j <= frequencies.Count; j++)
        {
            var count = frequencies[j - 1];
            if (j > Cutoff)
            {
                often += count;
                continue;
            }

            rare += count;
            sightings += j * count;
            pairs += (double)j * (j - 1) * count;
        }

        if (rare == 0) return new PointEstimate(often, null);
        var once = frequencies[0];
        if (once == sightings) return null;
        var coverage = 1 - (once / (double)sightings);
        var unevenness = Math.Max(0, (rare * pairs / (coverage * sightings * (sightings - 1.0))) - 1);
        return new PointEstimate(often + (rare / coverage) + (once / coverage * unevenness), null);
    }
}
