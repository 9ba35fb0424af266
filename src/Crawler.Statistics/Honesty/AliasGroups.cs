namespace Crawler.Statistics.Honesty;

/// <summary>What two trackers share that suggests they are one under two names.</summary>
/// <param name="First">One.</param>
/// <param name="Second">The other.</param>
/// <param name="SameAddress">Their hosts were reached at a common address.</param>
/// <param name="Jaccard">Corrected Jaccard of their peers; null if not comparable.</param>
/// <param name="Common">Peers both named.</param>
/// <param name="SameCanary">Whether they did the same with canaries; null if either is untested.</param>
/// <param name="SameBooks">One listed us under a port that only the other was told.</param>
public sealed record AliasEvidence(int First, int Second, bool SameAddress, double? Jaccard, long Common, bool? SameCanary, bool SameBooks = false)
{
    /// <summary>Corrected Jaccard from which on two lists are samples of one population.</summary>
    public const double Alike = 0.8;

    /// <summary>Below which they are not, whatever the address says: one host may serve two trackers.</summary>
    public const double Unlike = 0.5;

    private const long LeastCommon = 20;

    /// <summary>
    /// Whether they are taken for one. Reading the same books settles it. Peers that agree as far as two samples of one
    /// population do suffice unless they did different things with canaries. One address alone suffices only where canaries
    /// tell nothing: who shared its books would have listed us under both ports.
    /// </summary>
    public bool IsAlias => SameBooks
        || (SameCanary != false && Jaccard >= Alike && Common >= LeastCommon)
        || (SameAddress && SameCanary is null && (Jaccard is null || Jaccard >= Unlike));
}

/// <summary>Trackers that are one under several names.</summary>
/// <param name="Members">Ascending, at least two.</param>
/// <param name="Evidence">What links them.</param>
public sealed record AliasGroup(IReadOnlyList<int> Members, IReadOnlyList<AliasEvidence> Evidence)
{
    /// <summary>Groups from pairs: an alias of an alias is an alias.</summary>
    public static IReadOnlyList<AliasGroup> Of(IEnumerable<AliasEvidence> pairs)
    {
        var links = pairs.Where(pair => pair.IsAlias).ToList();
        var parents = new Dictionary<int, int>();

        int Root(int member)
        {
            while (parents.GetValueOrDefault(member, member) is var parent && parent != member) member = parent;
            return member;
        }

        foreach (var link in links)
        {
            var (one, other) = (Root(link.First), Root(link.Second));
            parents[Math.Max(one, other)] = Math.Min(one, other);
        }

        return
        [
            .. links.GroupBy(link => Root(link.First)).OrderBy(group => group.Key).Select(group => new AliasGroup(
                [.. group.SelectMany(link => new[] { link.First, link.Second }).Distinct().Order()], [.. group])),
        ];
    }
}
