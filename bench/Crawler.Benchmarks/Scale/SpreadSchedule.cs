using Crawler.Actors.Torrents;
using Crawler.Actors.Trackers;
using Crawler.Protocol;

namespace Crawler.Benchmarks.Scale;

/// <summary>Sessions as a crawl that has run for long has them: due at any time of an interval of 30 minutes, evenly.</summary>
/// <param name="trackers">Every torrent's.</param>
/// <param name="from">When the first is due.</param>
internal sealed class SpreadSchedule(StubTrackers trackers, DateTimeOffset from) : ISessionStore
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(30);

    public Task<IReadOnlyList<TrackerSession>> LoadAsync(InfoHash infoHash, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<TrackerSession>>([.. trackers.Tiers.Entries.Select((entry, place) => TrackerSession.New(entry, DueAt(infoHash, place)))]);

    /// <summary>When a torrent's tracker is due.</summary>
    public DateTimeOffset DueAt(InfoHash infoHash, int place)
    {
        var share = (uint)HashCode.Combine(infoHash, place) / (double)uint.MaxValue;
        return from + (Interval * share);
    }
}
