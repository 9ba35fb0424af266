using Crawler.Statistics.Occasions;

namespace Crawler.Statistics.Tests.Occasions;

/// <summary>What <see cref="SwarmSightings"/> must say, by sets and definitions: one set of peers for each occasion of each series.</summary>
internal sealed class NaiveSightings
{
    private readonly Dictionary<int, List<HashSet<ulong>>> _window = [];
    private readonly List<Dictionary<int, HashSet<ulong>>> _windows = [[]];

    public int Add(int series, ulong[] keys)
    {
        var before = _windows.SelectMany(window => window.Values).SelectMany(peers => peers).ToHashSet();
        var fresh = keys.Distinct().Count(key => !before.Contains(key));
        if (!_window.TryGetValue(series, out var occasions)) _window[series] = occasions = [];
        occasions.Add([.. keys]);
        if (!_windows[^1].TryGetValue(series, out var whole)) _windows[^1][series] = whole = [];
        whole.UnionWith(keys);
        return fresh;
    }

    public void CloseWindow()
    {
        if (_windows[^1].Count == 0) return;
        _window.Clear();
        _windows.Add([]);
    }

    public int Distinct => _windows.SelectMany(window => window.Values).SelectMany(peers => peers).Distinct().Count();

    public List<HashSet<ulong>> Window(int series) => Pool([.. _window.GetValueOrDefault(series, [])]);

    /// <summary>Occasions by their number among the swarm's; those in which the series did not announce are missing.</summary>
    public SortedDictionary<int, HashSet<ulong>> Total(int series)
    {
        var windows = _windows.Where(window => window.Count > 0).ToList();
        var pool = 1;
        while (windows.Count > 64 * pool) pool *= 2;
        var occasions = new SortedDictionary<int, HashSet<ulong>>();
        for (var at = 0; at < windows.Count; at++)
        {
            if (!windows[at].TryGetValue(series, out var peers)) continue;
            if (!occasions.TryGetValue(at / pool, out var occasion)) occasions[at / pool] = occasion = [];
            occasion.UnionWith(peers);
        }

        return occasions;
    }

    public static void AssertSame(IReadOnlyList<HashSet<ulong>> expected, OccasionSummary actual)
    {
        var times = expected.SelectMany(peers => peers).CountBy(peer => peer).ToDictionary();
        Assert.Equal(expected.Select(peers => peers.Count), actual.Sizes);
        Assert.Equal(expected.Select(peers => peers.Count(peer => times[peer] == 1)), actual.Unique);
        Assert.Equal(
            Enumerable.Range(1, times.Values.DefaultIfEmpty().Max()).Select(j => (long)times.Values.Count(count => count == j)),
            actual.Frequencies);

        var pairs =
            from i in Enumerable.Range(0, expected.Count)
            from j in Enumerable.Range(i + 1, expected.Count - i - 1)
            let product = (double)expected[i].Count * expected[j].Count
            where product > 0
            select (product, common: (double)expected[i].Count(expected[j].Contains));
        var list = pairs.ToList();
        Assert.Equal(list.Count, actual.Overlaps.Pairs);
        Assert.Equal(list.Sum(pair => pair.product), actual.Overlaps.Products);
        Assert.Equal(list.Sum(pair => pair.common), actual.Overlaps.Common);
        Assert.Equal(list.Sum(pair => pair.common * pair.common / pair.product), actual.Overlaps.Scaled, 1e-6);
    }

    private static List<HashSet<ulong>> Pool(List<HashSet<ulong>> occasions)
    {
        var pool = 1;
        while (occasions.Count > 64 * pool) pool *= 2;
        return [.. occasions.Chunk(pool).Select(chunk => chunk.SelectMany(peers => peers).ToHashSet())];
    }
}
