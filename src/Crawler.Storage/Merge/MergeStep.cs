namespace Crawler.Storage.Merge;

/// <summary>What one merge transaction did.</summary>
internal sealed record MergeStep(int Batches, int Replies, int Sightings);
