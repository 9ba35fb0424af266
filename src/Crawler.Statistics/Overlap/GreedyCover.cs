namespace Crawler.Statistics.Overlap;

/// <summary>One step of a greedy cover.</summary>
/// <param name="List">The list taken.</param>
/// <param name="Gain">Elements it adds to those taken before.</param>
/// <param name="Covered">Elements held by those taken so far.</param>
/// <param name="Share">Of all elements, 0–1.</param>
public readonly record struct CoverStep(int List, long Gain, long Covered, double Share);

/// <summary>
/// The marginal gain of the k-th list: takes the list that adds most, again and again, until nothing is added. No choice of
/// k lists covers more than 1/(1 − (1 − 1/k)^k), at most 1.58, times as much (Nemhauser, Wolsey and Fisher 1978).
/// </summary>
public static class GreedyCover
{
    /// <summary>The steps, largest gain first; of equal gains the smaller number.</summary>
    public static IReadOnlyList<CoverStep> Of(PatternTally tally)
    {
        var left = tally.Patterns.ToList();
        var steps = new List<CoverStep>();
        var covered = 0L;
        while (left.Count > 0)
        {
            var gains = new Dictionary<int, long>();
            foreach (var (lists, elements) in left)
                foreach (var list in lists) gains[list] = gains.GetValueOrDefault(list) + elements;
            if (gains.Count == 0) break;
            var (best, gain) = gains.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First();
            if (gain == 0) break;
            covered += gain;
            steps.Add(new CoverStep(best, gain, covered, (double)covered / tally.Elements));
            left.RemoveAll(pattern => pattern.Lists.Contains(best));
        }

        return steps;
    }
}
