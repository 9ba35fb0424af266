namespace Crawler.Statistics.Sizes;

/// <summary>
/// The size of a swarm as far as it can be told: a number, an interval, how both were made, and what speaks against them.
/// Never a number alone.
/// </summary>
public sealed record SizeEstimate
{
    /// <summary>Confidence of the interval.</summary>
    public const double Level = 0.95;

    /// <summary>Flags of what a tracker can be caught at, so that its number is no size of the swarm.</summary>
    public const SizeFlags Suspicions = SizeFlags.SeedsFirst | SizeFlags.FixedSubset | SizeFlags.Fabricated;

    /// <summary>How it was made.</summary>
    public required SizeMethod Method { get; init; }

    /// <summary>N̂, peers; null where it has no finite value (nobody was seen twice) or nothing was seen.</summary>
    public double? Size { get; init; }

    /// <summary>Lower end of the interval at <see cref="Level"/>, peers; what was seen where nothing else is known.</summary>
    public double Low { get; init; }

    /// <summary>Upper end; null for "no upper bound".</summary>
    public double? High { get; init; }

    /// <summary>Standard error of <see cref="Size"/>, peers; null where the method gives none.</summary>
    public double? StandardError { get; init; }

    /// <summary>Occasions T it rests on.</summary>
    public int Occasions { get; init; }

    /// <summary>Announces behind them; more than the occasions where several were pooled into one.</summary>
    public int Announces { get; init; }

    /// <summary>Sightings n = Σ k_i.</summary>
    public long Sightings { get; init; }

    /// <summary>Distinct peers D.</summary>
    public long Distinct { get; init; }

    /// <summary>Q₁: peers seen on one occasion.</summary>
    public long SeenOnce { get; init; }

    /// <summary>Q₂: peers seen on two.</summary>
    public long SeenTwice { get; init; }

    /// <summary>Variance of the overlaps of replies over that of even sampling; null below three occasions.</summary>
    public double? Vmr { get; init; }

    /// <summary>ρ = N̂ / (complete + incomplete); null where either is unknown.</summary>
    public double? Rho { get; init; }

    /// <summary>Share of the swarm's sightings that the peers seen account for, 0–1 (Chao–Jost); null if unknown.</summary>
    public double? Coverage { get; init; }

    /// <summary>Estimated share of made-up peers, from addresses nobody can be at, 0–1; null if not told.</summary>
    public double? FakeShare { get; init; }

    /// <summary>Share of peers kept, by hash: 1 unless the swarm was too large to keep whole.</summary>
    public double SampledShare { get; init; } = 1;

    /// <summary>φ̂: share that stayed until the next burst, 0–1; null unless by Jolly–Seber.</summary>
    public double? Survival { get; init; }

    /// <summary>B̂: peers that joined until the next burst; null unless by Jolly–Seber.</summary>
    public double? Arrivals { get; init; }

    /// <summary>What speaks against it.</summary>
    public SizeFlags Flags { get; init; }

    /// <summary>Whether the tracker was caught at something that makes the number no size of the swarm, whatever its interval.</summary>
    public bool IsSuspect => (Flags & Suspicions) != 0;

    /// <summary>Half the interval's width over the size: 0.05 is ±5 %; null without size or upper bound.</summary>
    public double? RelativeHalfWidth => Size is > 0 && High is { } high ? (high - Low) / 2 / Size : null;
}
