namespace Crawler.Statistics.Overlap;

/// <summary>What two lists have in common where membership is known, not sampled: a tracker has a torrent or has it not.</summary>
/// <param name="First">Elements of the first list.</param>
/// <param name="Second">Elements of the second.</param>
/// <param name="Common">Elements of both.</param>
public readonly record struct SetOverlap(long First, long Second, long Common)
{
    /// <summary>Common over union, 0–1; null if both are empty.</summary>
    public double? Jaccard => First + Second > Common ? (double)Common / (First + Second - Common) : First + Second > 0 ? 1 : null;

    /// <summary>Share of the first that the second holds too; null if the first is empty.</summary>
    public double? FirstInSecond => First > 0 ? (double)Common / First : null;

    /// <summary>Share of the second that the first holds too; null if the second is empty.</summary>
    public double? SecondInFirst => Second > 0 ? (double)Common / Second : null;

    /// <summary>All pairs that have elements in common.</summary>
    public static IReadOnlyDictionary<ListPair, SetOverlap> Of(PatternTally tally)
    {
        var sizes = Sizes(tally);
        var common = new Dictionary<ListPair, long>();
        foreach (var (lists, elements) in tally.Patterns)
            foreach (var pair in ListPair.All(lists)) common[pair] = common.GetValueOrDefault(pair) + elements;
        return common.ToDictionary(pair => pair.Key, pair => new SetOverlap(sizes[pair.Key.First], sizes[pair.Key.Second], pair.Value));
    }

    /// <summary>Elements of each list.</summary>
    public static IReadOnlyDictionary<int, long> Sizes(PatternTally tally)
    {
        var sizes = new Dictionary<int, long>();
        foreach (var (lists, elements) in tally.Patterns)
            foreach (var list in lists) sizes[list] = sizes.GetValueOrDefault(list) + elements;
        return sizes;
    }
}
