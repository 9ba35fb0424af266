namespace Crawler.Statistics.Overlap;

/// <summary>
/// Adds up, swarm by swarm, who named whose peers. A swarm is one torrent over one address family. Memory is that of
/// trackers, pairs of trackers and different sets of trackers.
/// </summary>
public sealed class PeerOverlap
{
    private readonly Dictionary<int, ListedPeers> _lists = [];
    private readonly Dictionary<ListPair, PeerPair> _pairs = [];

    /// <summary>Each tracker.</summary>
    public IReadOnlyDictionary<int, ListedPeers> Lists => _lists;

    /// <summary>Pairs that named peers of a swarm in common.</summary>
    public IReadOnlyDictionary<ListPair, PeerPair> Pairs => _pairs;

    /// <summary>Peers by the set of trackers that named them, a peer in two swarms twice.</summary>
    public PatternTally Patterns { get; } = new();

    /// <summary>Σ D_∪: distinct peers, swarm by swarm.</summary>
    public long Distinct { get; private set; }

    /// <summary>Σ D_j over all trackers and swarms.</summary>
    public long Listed { get; private set; }

    /// <summary>Mean number of trackers that named a peer, of those that named any: Σ D_j / D_∪; null without peers.</summary>
    public double? Multiplicity => Distinct > 0 ? (double)Listed / Distinct : null;

    /// <summary>Adds one swarm.</summary>
    /// <param name="patterns">Its peers by the set of trackers that named them, members distinct and ascending.</param>
    /// <param name="shares">π_j = D_j / N̂_j in (0, 1]; trackers whose share is not known are left out.</param>
    public void Add(IReadOnlyCollection<(IReadOnlyList<int> Lists, long Peers)> patterns, IReadOnlyDictionary<int, double> shares)
    {
        var seen = new Dictionary<int, long>();
        var alone = new Dictionary<int, long>();
        var common = new Dictionary<ListPair, long>();
        var corroborated = new Dictionary<int, long>();
        foreach (var (lists, peers) in patterns)
        {
            Patterns.Add(lists, peers);
            Distinct += peers;
            Listed += peers * lists.Count;
            var known = lists.Count(shares.ContainsKey);
            foreach (var list in lists)
            {
                Raise(seen, list, peers);
                if (lists.Count == 1) Raise(alone, list, peers);
                if (known > (shares.ContainsKey(list) ? 1 : 0)) Raise(corroborated, list, peers);
            }

            foreach (var pair in ListPair.All(lists)) Raise(common, pair, peers);
        }

        foreach (var (list, peers) in seen)
            _lists[list] = Add(_lists.GetValueOrDefault(list) ?? new ListedPeers(), list, peers, alone, corroborated, seen.Keys, shares);
        int[] all = [.. seen.Keys.Order()];
        foreach (var pair in ListPair.All(all))
            _pairs[pair] = Add(_pairs.GetValueOrDefault(pair) ?? new PeerPair(), pair, common.GetValueOrDefault(pair), seen, shares);
    }

    private static ListedPeers Add(
        ListedPeers sum,
        int list,
        long peers,
        Dictionary<int, long> alone,
        Dictionary<int, long> corroborated,
        IEnumerable<int> all,
        IReadOnlyDictionary<int, double> shares)
    {
        sum = sum with { Swarms = sum.Swarms + 1, Seen = sum.Seen + peers, Alone = sum.Alone + alone.GetValueOrDefault(list) };
        if (shares.TryGetValue(list, out var share)) sum = sum with { Corrected = sum.Corrected + 1, Size = sum.Size + peers / share };
        var others = all.Where(other => other != list && shares.ContainsKey(other)).ToList();
        return others.Count == 0 ? sum : sum with
        {
            Comparable = sum.Comparable + peers,
            Corroborated = sum.Corroborated + corroborated.GetValueOrDefault(list),
            Expected = sum.Expected + peers * (1 - others.Aggregate(1.0, (missed, other) => missed * (1 - shares[other]))),
        };
    }

    private static PeerPair Add(
        PeerPair sum, ListPair pair, long common, Dictionary<int, long> seen, IReadOnlyDictionary<int, double> shares)
    {
        sum = sum with { Swarms = sum.Swarms + 1, Common = sum.Common + common };
        if (!shares.TryGetValue(pair.First, out var first) || !shares.TryGetValue(pair.Second, out var second)) return sum;
        return sum with
        {
            Corrected = sum.Corrected + 1,
            SeenFirst = sum.SeenFirst + seen[pair.First],
            SeenSecond = sum.SeenSecond + seen[pair.Second],
            SeenCommon = sum.SeenCommon + common,
            First = sum.First + seen[pair.First] / first,
            Second = sum.Second + seen[pair.Second] / second,
            Both = sum.Both + common / (first * second),
        };
    }

    private static void Raise<TKey>(Dictionary<TKey, long> counts, TKey key, long by)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + by;
}
