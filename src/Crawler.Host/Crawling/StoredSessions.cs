using System.Collections.Concurrent;
using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Protocol;
using Crawler.Storage;
using Crawler.Storage.Journal;
using Crawler.Storage.Targets;

namespace Crawler.Host.Crawling;

/// <summary>
/// Gives torrents the sessions of earlier runs. They are read in bulk before a crawl begins and handed out once; a torrent
/// that asks again reads the store, which has moved on.
/// </summary>
/// <param name="store">The store, with everything delivered to it that earlier runs left.</param>
/// <param name="earlierCalls">Calls of earlier runs whose floors still bind, whether the store knows them or not.</param>
/// <param name="peerIdSince">Since when we call under the peer ids of this run.</param>
/// <param name="time">The clock.</param>
internal sealed class StoredSessions(ICrawlStore store, IReadOnlyList<JournaledCall> earlierCalls, DateTimeOffset peerIdSince, TimeProvider time) : ISessionStore
{
    private const int HashesPerQuery = 1000;

    private readonly ConcurrentDictionary<InfoHash, IReadOnlyList<TrackerSession>> _preloaded = new();
    private readonly ILookup<(InfoHash InfoHash, ulong Tracker), JournaledCall> _calls = earlierCalls.ToLookup(call => (call.InfoHash, call.Tracker));

    /// <summary>Reads what is known of these swarms.</summary>
    public async Task PreloadAsync(IEnumerable<InfoHash> infoHashes, CancellationToken cancellation)
    {
        foreach (var chunk in infoHashes.Chunk(HashesPerQuery))
        {
            var known = await store.LoadSchedulesAsync(chunk, cancellation);
            foreach (var infoHash in chunk) _preloaded[infoHash] = SessionsOf(infoHash, known);
        }
    }

    public async Task<IReadOnlyList<TrackerSession>> LoadAsync(InfoHash infoHash, CancellationToken cancellation) =>
        _preloaded.TryRemove(infoHash, out var sessions) ? sessions : SessionsOf(infoHash, await store.LoadSchedulesAsync([infoHash], cancellation));

    public void Keep(InfoHash infoHash, IReadOnlyList<TrackerSession> sessions) => _preloaded[infoHash] = sessions;

    private IReadOnlyList<TrackerSession> SessionsOf(InfoHash infoHash, IReadOnlyDictionary<InfoHash, IReadOnlyList<ScheduledTracker>> known)
    {
        if (!known.TryGetValue(infoHash, out var trackers)) return [];
        var resumed = new ResumedSessions(peerIdSince, time.GetUtcNow());
        return [.. trackers.SelectMany(tracker => resumed.Of(tracker, CallsOf(infoHash, tracker)))];
    }

    private JournaledCall[] CallsOf(InfoHash infoHash, ScheduledTracker tracker) =>
        _calls.Count == 0 ? [] : [.. _calls[(infoHash, JournaledCall.KeyOf(tracker.Entry.Url))]];
}
