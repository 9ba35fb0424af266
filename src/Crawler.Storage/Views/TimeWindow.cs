namespace Crawler.Storage.Views;

/// <summary>A stretch of time and how finely it is looked at.</summary>
/// <param name="From">Where it begins, inclusive.</param>
/// <param name="To">Where it ends, exclusive.</param>
/// <param name="Step">Length of a point; whole hours or days where a tracker's course is read, and never finer than that.</param>
public sealed record TimeWindow(DateTimeOffset From, DateTimeOffset To, TimeSpan Step);
