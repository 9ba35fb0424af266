using System.Collections.Concurrent;
using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Storage;
using Crawler.Storage.Log;
using Crawler.Storage.Targets;

namespace Crawler.Host.Crawling;

/// <summary>
/// Gives torrents the sessions of earlier runs. They are read in bulk before a crawl begins and handed out once; a torrent
/// that asks again reads the store, which has moved on.
/// </summary>
internal sealed class StoredSessions(ICrawlStore store) : ISessionStore
{
    private const int HashesPerQuery = 1000;

    private readonly ConcurrentDictionary<InfoHash, IReadOnlyList<TrackerSession>> _preloaded = new();

    /// <summary>Reads what is known of these swarms.</summary>
    public async Task PreloadAsync(IEnumerable<InfoHash> infoHashes, CancellationToken cancellation)
    {
        foreach (var chunk in infoHashes.Chunk(HashesPerQuery))
        {
            var known = await store.LoadSchedulesAsync(chunk, cancellation);
            foreach (var infoHash in chunk) _preloaded[infoHash] = known.TryGetValue(infoHash, out var trackers) ? SessionsOf(trackers) : [];
        }
    }

    public async Task<IReadOnlyList<TrackerSession>> LoadAsync(InfoHash infoHash, CancellationToken cancellation)
    {
        if (_preloaded.TryRemove(infoHash, out var sessions)) return sessions;
        var known = await store.LoadSchedulesAsync([infoHash], cancellation);
        return known.TryGetValue(infoHash, out var trackers) ? SessionsOf(trackers) : [];
    }

    private static IReadOnlyList<TrackerSession> SessionsOf(IReadOnlyList<ScheduledTracker> trackers) =>
        [.. trackers.SelectMany(tracker => tracker.Schedules.Select(schedule => SessionOf(tracker.Entry, schedule)))];

    private static TrackerSession SessionOf(TierEntry entry, TrackerSchedule schedule) => new()
    {
        Entry = entry,
        Family = schedule.Family,
        TrackerId = schedule.TrackerId,
        Interval = schedule.Interval,
        NotBefore = schedule.NotBefore,
        DueAt = schedule.DueAt,
        StartedAcknowledged = schedule.StartedAcknowledged,
        ConsecutiveFailures = schedule.Failures,
        State = schedule.State == ScheduleState.Gone ? SessionState.Gone : SessionState.Active,
    };
}
