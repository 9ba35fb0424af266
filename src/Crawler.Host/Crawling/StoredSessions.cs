using System.Collections.Concurrent;
using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
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

    private static readonly IReadOnlyDictionary<TrackerUrl, TrackerSession> None = new Dictionary<TrackerUrl, TrackerSession>();

    private readonly ConcurrentDictionary<InfoHash, IReadOnlyDictionary<TrackerUrl, TrackerSession>> _preloaded = new();

    /// <summary>Reads what is known of these swarms.</summary>
    public async Task PreloadAsync(IEnumerable<InfoHash> infoHashes, CancellationToken cancellation)
    {
        foreach (var chunk in infoHashes.Chunk(HashesPerQuery))
        {
            var known = await store.LoadSchedulesAsync(chunk, cancellation);
            foreach (var infoHash in chunk) _preloaded[infoHash] = known.TryGetValue(infoHash, out var trackers) ? SessionsOf(trackers) : None;
        }
    }

    public async Task<IReadOnlyDictionary<TrackerUrl, TrackerSession>> LoadAsync(InfoHash infoHash, CancellationToken cancellation)
    {
        if (_preloaded.TryRemove(infoHash, out var sessions)) return sessions;
        var known = await store.LoadSchedulesAsync([infoHash], cancellation);
        return known.TryGetValue(infoHash, out var trackers) ? SessionsOf(trackers) : None;
    }

    private static Dictionary<TrackerUrl, TrackerSession> SessionsOf(IReadOnlyList<ScheduledTracker> trackers) => trackers
        .Where(tracker => tracker.Schedules.Count > 0)
        .ToDictionary(tracker => tracker.Entry.Url, tracker => SessionOf(tracker.Entry, Binding(tracker.Schedules)));

    /// <summary>One session a tracker: of several families one that is still called, at its strictest floor.</summary>
    private static TrackerSchedule Binding(IReadOnlyList<TrackerSchedule> schedules) =>
        schedules.OrderBy(schedule => schedule.State).ThenByDescending(schedule => schedule.NotBefore).First();

    private static TrackerSession SessionOf(TierEntry entry, TrackerSchedule schedule) => new()
    {
        Entry = entry,
        TrackerId = schedule.TrackerId,
        Interval = schedule.Interval,
        NotBefore = schedule.NotBefore,
        DueAt = schedule.DueAt,
        StartedAcknowledged = schedule.StartedAcknowledged,
        ConsecutiveFailures = schedule.Failures,
        State = schedule.State == ScheduleState.Gone ? SessionState.Gone : SessionState.Active,
    };
}
