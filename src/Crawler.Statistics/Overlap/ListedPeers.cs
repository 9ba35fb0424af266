namespace Crawler.Statistics.Overlap;

/// <summary>The peers one tracker named, over all swarms, and how far others named them too.</summary>
public sealed record ListedPeers
{
    /// <summary>Swarms it named peers of, each address family by itself.</summary>
    public int Swarms { get; init; }

    /// <summary>Σ D_j.</summary>
    public long Seen { get; init; }

    /// <summary>Peers no other tracker named.</summary>
    public long Alone { get; init; }

    /// <summary>Swarms with a known detection share.</summary>
    public int Corrected { get; init; }

    /// <summary>Σ D_j / π_j over those.</summary>
    public double Size { get; init; }

    /// <summary>Peers it named in swarms that another tracker, with known detection share, named peers of too.</summary>
    public long Comparable { get; init; }

    /// <summary>Those of them that such a tracker named too.</summary>
    public long Corroborated { get; init; }

    /// <summary>
    /// How many would have been if all trackers listed the same peers: each with chance 1 − Π (1 − π_i) over the others.
    /// </summary>
    public double Expected { get; init; }
}
