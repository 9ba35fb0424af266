namespace Crawler.Storage.Views;

/// <summary>Something that was found up after being down, or the other way round.</summary>
/// <param name="At">The quarter of an hour in which it was found so.</param>
/// <param name="IsUp">How it was found.</param>
/// <param name="Before">How long it had been the other way, as far as was looked.</param>
public readonly record struct Turn(DateTimeOffset At, bool IsUp, TimeSpan Before)
{
    /// <summary>The turns among beats, in their order. The first beat is none: nobody knows what was before.</summary>
    /// <param name="beats">Ascending.</param>
    public static IEnumerable<Turn> Of(IReadOnlyList<Beat> beats)
    {
        for (var (i, since) = (1, 0); i < beats.Count; i++)
        {
            if (beats[i].IsUp == beats[i - 1].IsUp) continue;
            yield return new Turn(beats[i].At, beats[i].IsUp, beats[i].At - beats[since].At);
            since = i;
        }
    }
}
