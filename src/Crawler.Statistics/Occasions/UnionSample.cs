namespace Crawler.Statistics.Occasions;

/// <summary>What several series saw between them: how many peers which of them saw. A pattern is a set of members as bits.</summary>
public sealed record UnionSample
{
    /// <summary>The series, in the order of the bits: bit j of a pattern is member j. At most 64.</summary>
    public required IReadOnlyList<int> Members { get; init; }

    /// <summary>Peers by the set of members that saw them; sets that nobody fell into are left out.</summary>
    public required IReadOnlyList<PatternCount> Patterns { get; init; }

    /// <summary>
    /// Of these, the peers a member would not have seen without one of its occasions. With that occasion left out their
    /// pattern loses the member: all a delete-one-occasion jackknife needs.
    /// </summary>
    public required IReadOnlyList<SingleOccasionCount> SeenOnce { get; init; }

    /// <summary>Share of peers kept, by hash: counts above are of this share of the swarm.</summary>
    public double SampledShare { get; init; } = 1;

    /// <summary>Peers seen by any.</summary>
    public long Distinct => Patterns.Sum(pattern => pattern.Peers);
}

/// <summary>Peers seen by exactly these members.</summary>
/// <param name="Pattern">The members, as bits.</param>
/// <param name="Peers">How many.</param>
public readonly record struct PatternCount(ulong Pattern, long Peers);

/// <summary>Peers seen by exactly these members, and by one of them on one occasion only.</summary>
/// <param name="Pattern">The members, as bits.</param>
/// <param name="Member">The one; an index into <see cref="UnionSample.Members"/>.</param>
/// <param name="Occasion">The occasion; an index into the sizes of that series' summary.</param>
/// <param name="Peers">How many.</param>
public readonly record struct SingleOccasionCount(ulong Pattern, int Member, int Occasion, long Peers);
