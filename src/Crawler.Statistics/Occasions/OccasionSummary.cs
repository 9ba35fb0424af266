namespace Crawler.Statistics.Occasions;

/// <summary>
/// What a series of occasions saw, reduced to what estimators need. An occasion is one successful announce to one tracker
/// over one address family, or a few neighbouring ones pooled. Peers are distinct within an occasion.
/// </summary>
public sealed record OccasionSummary
{
    /// <summary>k_i: distinct peers of each occasion, in order; T is their number.</summary>
    public required IReadOnlyList<int> Sizes { get; init; }

    /// <summary>Q_j at index j − 1: peers seen on exactly j occasions. Ends with the last that is not 0.</summary>
    public required IReadOnlyList<long> Frequencies { get; init; }

    /// <summary>u_i: peers seen on occasion i alone; their sum is Q₁.</summary>
    public required IReadOnlyList<int> Unique { get; init; }

    /// <summary>Overlaps of pairs of occasions.</summary>
    public required OverlapMoments Overlaps { get; init; }

    /// <summary>Announces behind the occasions.</summary>
    public required int Announces { get; init; }

    /// <summary>Share of peers kept, by hash: counts above are of this share of the swarm.</summary>
    public double SampledShare { get; init; } = 1;

    /// <summary>T.</summary>
    public int Occasions => Sizes.Count;

    /// <summary>n = Σ k_i.</summary>
    public long Sightings => Sizes.Sum(size => (long)size);

    /// <summary>D.</summary>
    public long Distinct => Frequencies.Sum();
}

/// <summary>
/// Sums over all pairs of occasions (i &lt; j, both with peers) of their overlaps m_ij, enough to judge how evenly a
/// tracker samples without keeping the pairs.
/// </summary>
/// <param name="Pairs">Number of pairs.</param>
/// <param name="Products">Σ k_i k_j.</param>
/// <param name="Common">Σ m_ij.</param>
/// <param name="Scaled">Σ m_ij² / (k_i k_j).</param>
public readonly record struct OverlapMoments(long Pairs, double Products, double Common, double Scaled);
