namespace Crawler.Benchmarks.Faults;

/// <summary>Something a scenario has to show beside a whole record.</summary>
/// <param name="Text">What was found.</param>
/// <param name="Holds">Whether it is as it should be.</param>
internal sealed record Finding(string Text, bool Holds);
