namespace Crawler.Storage.Merge;

/// <summary>A stretch of one writer's log: what comes after <paramref name="From"/>, up to and with <paramref name="To"/>.</summary>
internal sealed record Stretch(int WriterId, long From, long To);
