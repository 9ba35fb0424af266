namespace Crawler.Statistics.Overlap;

/// <summary>
/// How far two trackers list the same peers, summed over the swarms both named peers of. Both are seen through samples, so
/// that what was seen in common says little by itself: identical swarms seen to a share c each have a naive Jaccard of
/// only c/(2 − c). The corrected values divide by what share was seen.
/// </summary>
public sealed record PeerPair
{
    /// <summary>Swarms in which both named peers.</summary>
    public int Swarms { get; init; }

    /// <summary>Peers both named, over all those swarms.</summary>
    public long Common { get; init; }

    /// <summary>Swarms among them in which both detection shares are known; the values below are over these.</summary>
    public int Corrected { get; init; }

    /// <summary>D_i: peers the first named there.</summary>
    public long SeenFirst { get; init; }

    /// <summary>D_j: peers the second named there.</summary>
    public long SeenSecond { get; init; }

    /// <summary>n_ij: peers both named there.</summary>
    public long SeenCommon { get; init; }

    /// <summary>Σ D_i / π_i.</summary>
    public double First { get; init; }

    /// <summary>Σ D_j / π_j.</summary>
    public double Second { get; init; }

    /// <summary>N̂_ij = Σ n_ij / (π_i π_j): peers both list, seen or not, if the two name peers independently.</summary>
    public double Both { get; init; }

    /// <summary>Naive Jaccard, to be shown beside <see cref="Jaccard"/> alone; null where that is.</summary>
    public double? NaiveJaccard => Jaccard is null ? null : Ratio(SeenCommon, SeenFirst + SeenSecond - SeenCommon);

    /// <summary>Ĵ = N̂_ij / (N̂_i + N̂_j − N̂_ij), at most 1; null where no detection shares are known.</summary>
    public double? Jaccard => Corrected == 0 ? null : Ratio(Both, First + Second - Both);

    /// <summary>Share of the first's peers that the second lists too, at most 1.</summary>
    public double? FirstInSecond => Corrected == 0 ? null : Ratio(Both, First);

    /// <summary>Share of the second's peers that the first lists too, at most 1.</summary>
    public double? SecondInFirst => Corrected == 0 ? null : Ratio(Both, Second);

    // N̂_ij is an estimate and may come out above N̂_i + N̂_j − N̂_ij, or above either.
    private static double? Ratio(double part, double whole) => part > 0 && part >= whole ? 1 : whole > 0 ? part / whole : null;
}
