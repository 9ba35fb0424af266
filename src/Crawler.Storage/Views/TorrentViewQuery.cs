using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Estimates;
using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Crawler.Storage.Reports;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Views;

/// <summary>Reads one torrent whole.</summary>
internal static class TorrentViewQuery
{
    /// <summary>The torrent; null if it is not known, or a canary.</summary>
    public static async Task<TorrentView?> ReadAsync(CrawlerDbContext db, InfoHash infoHash, CancellationToken cancellation)
    {
        if (await FindAsync(db, infoHash, cancellation) is not { } torrent) return null;
        var standing = await db.TorrentStandings.FirstOrDefaultAsync(row => row.TorrentId == torrent.Id, cancellation);
        var estimates = await LatestEstimates.ReadAsync(db, [torrent], cancellation);
        return new TorrentView
        {
            Listing = await TorrentListQuery.OneAsync(db, torrent.Id, cancellation),
            V2Hash = torrent.V2Hash is { } hash ? Convert.ToHexStringLower(hash) : null,
            Source = torrent.Source,
            FirstAt = standing?.FirstAt,
            Trackers = await TrackersAsync(db, torrent.Id, cancellation),
            Estimates = estimates[0].Estimates,
        };
    }

    /// <summary>The torrent's row; null if it is not known, or a canary.</summary>
    public static Task<TorrentRow?> FindAsync(CrawlerDbContext db, InfoHash infoHash, CancellationToken cancellation) =>
        db.Torrents.FirstOrDefaultAsync(row => row.InfoHash.Equals(infoHash) && !row.IsCanary, cancellation);

    private static async Task<IReadOnlyList<TorrentAtTracker>> TrackersAsync(CrawlerDbContext db, int torrent, CancellationToken cancellation)
    {
        var places = await db.TorrentTrackers.Where(row => row.TorrentId == torrent).ToDictionaryAsync(row => row.TrackerId, cancellation);
        var schedules = await db.Schedules.Where(row => row.TorrentId == torrent).ToDictionaryAsync(row => (row.TrackerId, row.Family), cancellation);
        var calls = await db.LatestCalls.Where(row => row.TorrentId == torrent).ToDictionaryAsync(row => (row.TrackerId, row.Family), cancellation);
        var names = await TrackerNames.ReadAsync(db, places.Keys.Concat(calls.Keys.Select(key => key.TrackerId)), cancellation);
        var sessions = calls.Keys.Union(schedules.Keys).ToHashSet();
        // One that was never called and is in no schedule has no family yet.
        sessions.UnionWith(places.Keys.Where(tracker => !sessions.Any(session => session.TrackerId == tracker)).Select(tracker => (tracker, AddressFamily.Unspecified)));
        return
        [
            .. sessions.Select(session => Session(
                    session, names.GetValueOrDefault(session.TrackerId, ""), places.GetValueOrDefault(session.TrackerId), calls.GetValueOrDefault(session), schedules.GetValueOrDefault(session)))
                .OrderBy(session => session.Tier).ThenBy(session => session.Position).ThenBy(session => session.TrackerId).ThenBy(session => session.Family),
        ];
    }

    private static TorrentAtTracker Session(
        (int TrackerId, AddressFamily Family) session, string name, TorrentTrackerRow? place, LatestCallRow? call, ScheduleRow? schedule) => new()
        {
            TrackerId = session.TrackerId,
            Tracker = name,
            // One that is not in the announce list any more comes after those that are.
            Tier = place?.Tier ?? int.MaxValue,
            Position = place?.Position ?? 0,
            Family = session.Family.OrNull(),
            At = call?.At,
            Outcome = call?.Outcome,
            AnsweredAt = call?.AnsweredAt,
            Calls = call?.Calls ?? 0,
            Answered = call?.Answered ?? 0,
            Complete = call?.Complete,
            Incomplete = call?.Incomplete,
            Downloaded = call?.Downloaded,
            Interval = schedule?.IntervalUs is { } microseconds ? TimeSpan.FromMicroseconds(microseconds) : null,
            NotBefore = schedule?.NotBefore,
            DueAt = schedule?.DueAt,
            Failures = schedule?.Failures ?? 0,
            IsGone = schedule?.State == ScheduleState.Gone || call?.Outcome == AttemptOutcome.Gone,
        };
}
