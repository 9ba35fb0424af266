namespace Crawler.Statistics.Overlap;

/// <summary>Two lists, the smaller number first, so that a pair is one key.</summary>
/// <param name="First">The smaller.</param>
/// <param name="Second">The larger.</param>
public readonly record struct ListPair(int First, int Second)
{
    /// <summary>The pair of two lists in any order.</summary>
    public static ListPair Of(int one, int other) => one < other ? new ListPair(one, other) : new ListPair(other, one);

    /// <summary>All pairs of a set.</summary>
    /// <param name="lists">Distinct, ascending.</param>
    public static IEnumerable<ListPair> All(IReadOnlyList<int> lists)
    {
        for (var i = 0; i < lists.Count; i++)
            for (var j = i + 1; j < lists.Count; j++) yield return new ListPair(lists[i], lists[j]);
    }
}
