namespace Crawler.Plots;

/// <summary>Cuts a series where nobody looked: a line across a silence would claim what nobody knows.</summary>
internal static class Stretches
{
    private const int LongestSilence = 3;

    /// <summary>Stretches without a silence of more than three steps.</summary>
    public static IEnumerable<IReadOnlyList<T>> Of<T>(IEnumerable<T> points, Func<T, DateTimeOffset> at, TimeSpan step)
    {
        var stretch = new List<T>();
        foreach (var point in points)
        {
            if (stretch.Count > 0 && at(point) - at(stretch[^1]) > LongestSilence * step)
            {
                yield return stretch;
                stretch = [];
            }

            stretch.Add(point);
        }

        if (stretch.Count > 0) yield return stretch;
    }
}
