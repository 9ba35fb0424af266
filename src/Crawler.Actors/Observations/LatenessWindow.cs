namespace Crawler.Actors.Observations;

/// <summary>How late calls left that had a due time, since somebody looked last.</summary>
/// <param name="Calls">How many.</param>
/// <param name="P50">Half of them no later; null if there were none.</param>
/// <param name="P99">99 of 100 no later.</param>
/// <param name="Max">The latest.</param>
public readonly record struct LatenessWindow(long Calls, TimeSpan? P50, TimeSpan? P99, TimeSpan? Max);
