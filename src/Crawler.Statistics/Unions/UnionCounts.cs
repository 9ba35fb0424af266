using Crawler.Statistics.Occasions;

namespace Crawler.Statistics.Unions;

/// <summary>A union's sample reduced to the members that count, and what of it is left without one occasion of one of them.</summary>
internal sealed class UnionCounts
{
    private readonly Dictionary<ulong, double> _patterns = [];
    private readonly ILookup<(int Member, int Occasion), (ulong Pattern, double Peers)> _once;

    /// <summary>The sample, members outside the mask struck out of every pattern.</summary>
    public UnionCounts(UnionSample sample, ulong counted)
    {
        foreach (var (pattern, peers) in sample.Patterns) Move(_patterns, pattern & counted, peers);
        _once = sample.SeenOnce.ToLookup(
            count => (count.Member, count.Occasion),
            count => (count.Pattern & counted, (double)count.Peers));
    }

    /// <summary>Peers by pattern.</summary>
    public IReadOnlyDictionary<ulong, double> Patterns => _patterns;

    /// <summary>D of the union.</summary>
    public double Distinct => _patterns.Values.Sum();

    /// <summary>Peers by pattern, had this occasion not been: who was seen on it alone loses the member.</summary>
    public Dictionary<ulong, double> Without(int member, int occasion)
    {
        var patterns = new Dictionary<ulong, double>(_patterns);
        foreach (var (pattern, peers) in _once[(member, occasion)])
        {
            Move(patterns, pattern, -peers);
            Move(patterns, pattern & ~(1UL << member), peers);
        }

        return patterns;
    }

    /// <summary>Peers that no member saw are not in the sample.</summary>
    private static void Move(Dictionary<ulong, double> patterns, ulong pattern, double peers)
    {
        if (pattern != 0) patterns[pattern] = patterns.GetValueOrDefault(pattern) + peers;
    }
}
