namespace Crawler.Statistics.Honesty;

/// <summary>What is known of a tracker's honesty. What is not known is null.</summary>
public sealed record TrackerEvidence
{
    /// <summary>What it did with canaries.</summary>
    public CanaryVerdict Canary { get; init; }

    /// <summary>Equal claims for unrelated torrents.</summary>
    public RepeatedClaims? Claims { get; init; }

    /// <summary>How far other trackers named its peers.</summary>
    public Corroboration? Peers { get; init; }

    /// <summary>Peers nobody can be behind.</summary>
    public BogonCount? Bogons { get; init; }

    /// <summary>Its estimates against its claims.</summary>
    public RatioToClaims? Ratio { get; init; }
}

/// <summary>How often a tracker claimed the same for different torrents; small claims, which coincide by nature, left out.</summary>
/// <param name="Torrents">Torrents with a claim of at least <see cref="Least"/> peers.</param>
/// <param name="Alike">Torrents with the commonest pair of counts.</param>
/// <param name="Complete">Seeders of that pair.</param>
/// <param name="Incomplete">Leechers of that pair.</param>
public sealed record RepeatedClaims(int Torrents, int Alike, long Complete, long Incomplete)
{
    /// <summary>Peers in all from which on a claim is compared.</summary>
    public const int Least = 10;
}

/// <summary>How many of a tracker's peers others named, and how many would have been named if all listed the same.</summary>
/// <param name="Named">Peers that could be compared.</param>
/// <param name="Shared">Those that others named too.</param>
/// <param name="Expected">Expected number, given what shares of their lists the others show.</param>
public sealed record Corroboration(long Named, long Shared, double Expected)
{
    /// <summary>Shared over expected: 1 if all list the same peers, near 0 if its peers are nowhere else.</summary>
    public double? Ratio => Expected > 0 ? Shared / Expected : null;
}

/// <summary>Peers nobody can be behind among those a tracker named.</summary>
/// <param name="Listed">Peers named, repeated ones each time.</param>
/// <param name="Bogons">Those nobody can be behind.</param>
public sealed record BogonCount(long Listed, long Bogons)
{
    /// <summary>Share of made-up IPv4 addresses (octets 1–254 at random) that fall where nobody can be.</summary>
    public const double Among = 0.131;

    /// <summary>φ̂: share of all its peers that would be made up if the bogons came of that, 0–1.</summary>
    public double FakeShare => Math.Min(1, (double)Bogons / Listed / Among);
}

/// <summary>Median of ρ = N̂ / (complete + incomplete) over a tracker's estimates.</summary>
/// <param name="Estimates">How many have a ρ.</param>
/// <param name="Median">Their median.</param>
/// <param name="Selective">Share of them flagged as seeds first or the same subset, 0–1.</param>
public sealed record RatioToClaims(int Estimates, double Median, double Selective);
