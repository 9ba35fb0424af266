using Crawler.Statistics.Occasions;

namespace Crawler.Statistics.Estimators;

/// <summary>One occasion as the older estimators see it.</summary>
/// <param name="Caught">n: peers seen.</param>
/// <param name="Recaptured">m: of these, seen before.</param>
/// <param name="Marked">M: peers seen before the occasion.</param>
public readonly record struct MarkedCatch(long Caught, long Recaptured, long Marked)
{
    /// <summary>The occasions of a series, with M_i = Σ (n_j − m_j) over those before.</summary>
    public static IReadOnlyList<MarkedCatch> Of(JollySeberCounts counts)
    {
        var catches = new MarkedCatch[counts.Seen.Count];
        var marked = 0L;
        for (var i = 0; i < catches.Length; i++)
        {
            catches[i] = new MarkedCatch(counts.Seen[i], counts.Marked[i], marked);
            marked += counts.Seen[i] - counts.Marked[i];
        }

        return catches;
    }
}
