using Crawler.Storage.Merge;

namespace Crawler.Storage.Rollups;

/// <summary>What rolling up did.</summary>
/// <param name="Batches">Batches of the log rolled up.</param>
/// <param name="Attempts">Attempts in them.</param>
/// <param name="Lag">What was left afterwards.</param>
public sealed record RollResult(long Batches, long Attempts, MergeLag Lag);
