namespace Crawler.Actors.Trackers;

/// <summary>What was known of a tracker when one of its replies was counted.</summary>
/// <param name="LargestReply">The most peers it was ever seen to name in one reply, this one included.</param>
/// <param name="Fabricates">Whether it was caught making peers up.</param>
public readonly record struct TrackerReading(int LargestReply, bool Fabricates);
