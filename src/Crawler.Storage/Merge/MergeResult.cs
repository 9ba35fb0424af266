namespace Crawler.Storage.Merge;

/// <summary>What a merge did.</summary>
/// <param name="Batches">Batches of the log merged.</param>
/// <param name="Replies">Replies with peers among them.</param>
/// <param name="Sightings">Rows of the aggregate written or raised.</param>
/// <param name="Lag">What was left afterwards.</param>
public sealed record MergeResult(long Batches, long Replies, long Sightings, MergeLag Lag);
