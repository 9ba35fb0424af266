namespace Crawler.Statistics.Occasions;

/// <summary>
/// What Jolly–Seber needs of a series of primary occasions (Jolly 1965, Seber 1965), a row for each in which the series
/// announced. Nobody is taken out of a swarm by looking at it, so R_i = n_i.
/// </summary>
public sealed record JollySeberCounts
{
    /// <summary>Windows pooled into one primary occasion; a power of 2, 1 until there were 64.</summary>
    public required int WindowsPerOccasion { get; init; }

    /// <summary>Which occasion each row is, counting all of the swarm's from 0: it covers windows w·i to w·(i + 1) − 1, w being <see cref="WindowsPerOccasion"/>.</summary>
    public required IReadOnlyList<int> Occasion { get; init; }

    /// <summary>n_i: peers seen.</summary>
    public required IReadOnlyList<int> Seen { get; init; }

    /// <summary>m_i: of these, seen on an earlier occasion too.</summary>
    public required IReadOnlyList<int> Marked { get; init; }

    /// <summary>R_i: of these, let go again, so that they may be seen later; n_i for a swarm.</summary>
    public required IReadOnlyList<int> Released { get; init; }

    /// <summary>r_i: of those let go, seen on a later occasion.</summary>
    public required IReadOnlyList<int> SeenLater { get; init; }

    /// <summary>z_i: seen before and after, but not on this occasion.</summary>
    public required IReadOnlyList<int> Missed { get; init; }

    /// <summary>Share of peers kept, by hash: counts above are of this share of the swarm.</summary>
    public double SampledShare { get; init; } = 1;
}
