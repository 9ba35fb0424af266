namespace Crawler.Benchmarks.Faults;

/// <summary>When a crawler was killed: somewhere in this span.</summary>
/// <param name="From">Microseconds since 1970 just before.</param>
/// <param name="To">Just after it was gone.</param>
internal readonly record struct Death(long From, long To);
