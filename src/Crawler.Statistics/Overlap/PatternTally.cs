namespace Crawler.Statistics.Overlap;

/// <summary>
/// Counts elements (torrents, peers) by the set of lists (trackers) that hold them: all that overlaps are made of. Memory
/// follows the number of different sets, which is bounded; what came after the bound is counted apart.
/// </summary>
/// <param name="most">Different sets kept.</param>
public sealed class PatternTally(int most = 65_536)
{
    private readonly Dictionary<Pattern, long> _counts = [];

    /// <summary>Each set, its members ascending, and how many elements it holds alone.</summary>
    public IEnumerable<(IReadOnlyList<int> Lists, long Elements)> Patterns => _counts.Select(pair => (pair.Key.Lists, pair.Value));

    /// <summary>Elements counted in the sets.</summary>
    public long Elements { get; private set; }

    /// <summary>Elements left out because there were too many different sets.</summary>
    public long LeftOut { get; private set; }

    /// <summary>So many elements are held by exactly these lists.</summary>
    /// <param name="lists">Distinct, ascending.</param>
    /// <param name="elements">How many.</param>
    public void Add(IReadOnlyList<int> lists, long elements)
    {
        var pattern = new Pattern(lists);
        if (!_counts.TryGetValue(pattern, out var count) && _counts.Count >= most)
        {
            LeftOut += elements;
            return;
        }

        _counts[pattern] = count + elements;
        Elements += elements;
    }

    /// <summary>Compares by members, so that equal sets are one key.</summary>
    private readonly struct Pattern(IReadOnlyList<int> lists) : IEquatable<Pattern>
    {
        public IReadOnlyList<int> Lists => lists;

        public bool Equals(Pattern other) => Lists.SequenceEqual(other.Lists);

        public override bool Equals(object? obj) => obj is Pattern other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var list in Lists) hash.Add(list);
            return hash.ToHashCode();
        }
    }
}
