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

    /// <summary>The tracker named so many peers.</summary>
    /// <returns>What is known of it now.</returns>
    public TrackerReading Replied(TrackerUrl tracker, int listed) =>
        new(_largestReplies.AddOrUpdate(tracker, listed, (_, known) => Math.Max(known, listed)), Fabricates(tracker));

    /// <summary>Whether the tracker was caught making peers up.</summary>
    public bool Fabricates(TrackerUrl tracker) => _fabricators.ContainsKey(tracker);

    /// <summary>The tracker was caught making peers up.</summary>
    public void Caught(TrackerUrl tracker) => _fabricators[tracker] = true;
}
