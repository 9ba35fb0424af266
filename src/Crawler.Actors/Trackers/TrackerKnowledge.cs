using System.Collections.Concurrent;
using Crawler.Protocol.Net;

namespace Crawler.Actors.Trackers;

/// <summary>
/// What all torrents of a crawl have learned of its trackers: how many peers each names at most, and which make peers up.
/// Thread-safe.
/// </summary>
public sealed class TrackerKnowledge
{
    private readonly ConcurrentDictionary<TrackerUrl, int> _largestReplies = new();
    private readonly ConcurrentDictionary<TrackerUrl, bool> _fabricators = new();

    /// <summary>The most peers the tracker was ever seen to name in one reply; null if it was not called yet.</summary>
    public int? LargestReply(TrackerUrl tracker) => _largestReplies.TryGetValue(tracker, out var largest) ? largest : null;

    /// <summary>The tracker named so many peers.</summary>
    public void Replied(TrackerUrl tracker, int listed) => _largestReplies.AddOrUpdate(tracker, listed, (_, known) => Math.Max(known, listed));

    /// <summary>Whether the tracker was caught making peers up.</summary>
    public bool Fabricates(TrackerUrl tracker) => _fabricators.ContainsKey(tracker);

    /// <summary>The tracker was caught making peers up.</summary>
    public void Caught(TrackerUrl tracker) => _fabricators[tracker] = true;
}
