using System.Collections.Concurrent;
using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Protocol;
using Crawler.Storage;
using Crawler.Storage.Journal;
using Crawler.Storage.Targets;

namespace Crawler.Host.Crawling;

/// <summary>
/// Gives torrents the sessions of earlier runs, or of the node that had them before. Where all are crawled here they are read in
/// bulk before a crawl begins and handed out once; a torrent that asks again reads the store, which has moved on.
/// </summary>
/// <param name="store">The store, with everything delivered to it that earlier runs left.</param>
/// <param name="earlierCalls">Calls of earlier runs whose floors still bind, whether the store knows them or not.</param>
/// <param name="peerIdSince">Since when we call under the peer ids of this run.</param>
/// <param name="time">The clock.</param>
internal sealed class StoredSessions(ICrawlStore store, IReadOnlyList<JournaledCall> earlierCalls, DateTimeOffset peerIdSince, TimeProvider time) : ISessionStore
{
    private const int HashesPerQuery = 1000;

    private readonly ConcurrentDictionary<InfoHash, IReadOnlyList<TrackerSession>> _preloaded = new();
    private GatheredLoads<IReadOnlyList<TrackerSession>>? _loads;
    private readonly ILookup<(InfoHash InfoHash, ulong Tracker), JournaledCall> _calls = earlierCalls.ToLookup(call => (call.InfoHash, call.Tracker));

    private GatheredLoads<IReadOnlyList<TrackerSession>> Loads =>
        LazyInitializer.EnsureInitialized(ref _loads, () => new GatheredLoads<IReadOnlyList<TrackerSession>>(hashes => ReadAsync(hashes, CancellationToken.None), [], time));

    /// <summary>Whether what trackers gave to others of this campaign is ours, too; else their floors bind us all the same.</summary>
    public bool IsOneClient { get; init; } = true;

    /// <summary>Tells when somebody was lost last whose calls may not all be in the store; null where nobody can be.</summary>
    public Func<Task<DateTimeOffset?>>? LostAtAsync { get; init; }

    /// <summary>Reads what is known of these swarms.</summary>
    public async Task PreloadAsync(IEnumerable<InfoHash> infoHashes, CancellationToken cancellation)
    {
        foreach (var chunk in infoHashes.Chunk(HashesPerQuery))
        {
            foreach (var (infoHash, sessions) in await ReadAsync(chunk, cancellation)) _preloaded[infoHash] = sessions;
        }
    }

    public async Task<IReadOnlyList<TrackerSession>> LoadAsync(InfoHash infoHash, CancellationToken cancellation) =>
        _preloaded.TryRemove(infoHash, out var sessions) ? sessions : await Loads.LoadAsync(infoHash).WaitAsync(cancellation);

    public void Keep(InfoHash infoHash, IReadOnlyList<TrackerSession> sessions) => _preloaded[infoHash] = sessions;

    private async Task<IReadOnlyDictionary<InfoHash, IReadOnlyList<TrackerSession>>> ReadAsync(IReadOnlyCollection<InfoHash> infoHashes, CancellationToken cancellation)
    {
        // First who was lost: what is read after that has all they could tell.
        var lostAt = LostAtAsync is null ? null : await LostAtAsync();
        var known = await store.LoadSchedulesAsync(infoHashes, cancellation);
        var resumed = new ResumedSessions(peerIdSince, time.GetUtcNow()) { IsOneClient = IsOneClient, LostAt = lostAt };
        return infoHashes.ToDictionary(infoHash => infoHash, infoHash => SessionsOf(infoHash, known, resumed));
    }

    private IReadOnlyList<TrackerSession> SessionsOf(
        InfoHash infoHash, IReadOnlyDictionary<InfoHash, IReadOnlyList<ScheduledTracker>> known, ResumedSessions resumed) =>
        known.TryGetValue(infoHash, out var trackers) ? [.. trackers.SelectMany(tracker => resumed.Of(tracker, CallsOf(infoHash, tracker)))] : [];

    private JournaledCall[] CallsOf(InfoHash infoHash, ScheduledTracker tracker) =>
        _calls.Count == 0 ? [] : [.. _calls[(infoHash, JournaledCall.KeyOf(tracker.Entry.Url))]];
}
