namespace Crawler.Web.Compositions;

/// <summary>
/// Something counted by what it is, the largest first, as may be shown: what is left out is counted too, so that nothing
/// shown looks like all there is.
/// </summary>
/// <param name="Of">How many were counted, those of which nothing is known among them.</param>
/// <param name="Items">By name, the largest first.</param>
/// <param name="OtherKinds">Names beyond these: small ones, and those with too few to be named.</param>
/// <param name="Others">How many have such a name.</param>
public sealed record Parts(long Of, IReadOnlyList<Part> Items, long OtherKinds, long Others)
{
    /// <summary>What fewer have than this is told as one of the others: in a country with one address in a swarm, that is somebody.</summary>
    public const int Fewest = 3;

    /// <summary>Names kept at most.</summary>
    public const int Most = 100;

    /// <summary>How many are known by name.</summary>
    public long Known { get; } = Items.Sum(item => item.Count) + Others;

    /// <summary>How many nothing is known of.</summary>
    public long Unknown => Of - Known;

    /// <summary>How many names there are.</summary>
    public long Kinds => Items.Count + OtherKinds;

    /// <summary>Share of all that is known by name, 0–1; null of none.</summary>
    public double? Coverage => Of > 0 ? (double)Known / Of : null;

    /// <summary>Counts as they may be shown.</summary>
    /// <param name="of">How many were counted in all.</param>
    /// <param name="counted">By name, in any order.</param>
    public static Parts Fold(long of, IEnumerable<Part> counted)
    {
        var all = counted.OrderByDescending(part => part.Count).ThenBy(part => part.Name, StringComparer.Ordinal).ThenBy(part => part.Detail, StringComparer.Ordinal).ToList();
        return new Parts(of, all, 0, 0).First(Math.Min(Most, all.Count(part => part.Count >= Fewest)));
    }

    /// <summary>The same with so many names at most.</summary>
    public Parts First(int most) => Items.Count <= most
        ? this
        : new Parts(Of, [.. Items.Take(most)], OtherKinds + Items.Count - most, Others + Items.Skip(most).Sum(item => item.Count));

    /// <summary>A share of those known by name, 0–1; null where none is.</summary>
    public double? ShareOf(long count) => Known > 0 ? (double)count / Known : null;
}

/// <summary>One of them.</summary>
/// <param name="Name">What it is: a country's letters, a system's number, a client.</param>
/// <param name="Detail">What a system is called, or the client's version; null if not known.</param>
/// <param name="Count">How many.</param>
public sealed record Part(string Name, string? Detail, long Count);
