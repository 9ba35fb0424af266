using Crawler.Protocol.Attempts;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Reports;

/// <summary>
/// Reports a page of torrents: a fixed number of queries a page, each grouped by (torrent, tracker) over the log's
/// index or the aggregate's key, put together in process.
/// </summary>
internal static class TorrentReportQuery
{
    /// <summary>The reports, in the order of <paramref name="torrents"/>.</summary>
    public static async Task<IReadOnlyList<TorrentReport>> ReadAsync(
        CrawlerDbContext db, IReadOnlyList<TorrentRow> torrents, CancellationToken cancellation)
    {
        int[] ids = [.. torrents.Select(torrent => torrent.Id)];
        var links = await db.TorrentTrackers.Where(link => ids.Contains(link.TorrentId)).ToListAsync(cancellation);
        var counts = await CountsAsync(db, ids, cancellation);
        var last = await LatestAsync(db, ids, row => true, cancellation);
        var claims = await LatestAsync(db, ids, row => row.Complete != null || row.Incomplete != null, cancellation);
        var downloads = await LatestAsync(db, ids, row => row.Downloaded != null, cancellation);
        var peers = await PeersAsync(db, ids, cancellation);
        var union = await UnionAsync(db, ids, cancellation);

        var known = links.ToDictionary(link => (link.TorrentId, link.TrackerId));
        var pairs = known.Keys.Union(counts.Keys).ToLookup(pair => pair.TorrentId);
        var names = await TrackerNames.ReadAsync(db, pairs.SelectMany(pair => pair).Select(pair => pair.TrackerId), cancellation);

        TorrentTrackerReport Pair((int TorrentId, int TrackerId) key)
        {
            var (link, attempt, claim) = (known.GetValueOrDefault(key), last.GetValueOrDefault(key), claims.GetValueOrDefault(key));
            var (attempts, successes) = counts.GetValueOrDefault(key);
            return new TorrentTrackerReport
            {
                Tracker = names[key.TrackerId],
                Tier = link?.Tier,
                Position = link?.Position,
                State = link?.State,
                DueAt = link?.DueAt,
                Attempts = attempts,
                Successes = successes,
                LastAttemptAt = attempt?.At,
                LastOutcome = attempt?.Outcome,
                LastError = attempt?.Error,
                Seeders = claim?.Complete,
                Leechers = claim?.Incomplete,
                ClaimedAt = claim?.At,
                Downloaded = downloads.GetValueOrDefault(key)?.Downloaded,
                DistinctPeers = peers.GetValueOrDefault(key),
            };
        }

        return [.. torrents.Select(torrent => new TorrentReport
        {
            InfoHash = torrent.InfoHash,
            Name = torrent.Name,
            Source = torrent.Source,
            Size = torrent.Size,
            DistinctPeers = union.GetValueOrDefault(torrent.Id),
            Trackers = [.. pairs[torrent.Id].OrderBy(pair => pair.TrackerId).Select(Pair)
                .OrderBy(tracker => tracker.Tier ?? int.MaxValue).ThenBy(tracker => tracker.Position ?? int.MaxValue)],
        })];
    }

    private static Task<Dictionary<(int TorrentId, int TrackerId), (long Attempts, long Successes)>> CountsAsync(
        CrawlerDbContext db, int[] ids, CancellationToken cancellation) => db.Announces
        .Where(row => ids.Contains(row.TorrentId))
        .GroupBy(row => new { row.TorrentId, row.TrackerId })
        .Select(pair => new
        {
            pair.Key,
            Attempts = pair.LongCount(),
            Successes = pair.LongCount(row => row.Outcome == AttemptOutcome.Ok),
        })
        .ToDictionaryAsync(pair => (pair.Key.TorrentId, pair.Key.TrackerId), pair => (pair.Attempts, pair.Successes), cancellation);

    /// <summary>The last attempt of every pair that fulfils a condition; of two at the same instant the later in the log.</summary>
    private static Task<Dictionary<(int TorrentId, int TrackerId), LastAttempt>> LatestAsync(
        CrawlerDbContext db, int[] ids, System.Linq.Expressions.Expression<Func<AnnounceRow, bool>> condition, CancellationToken cancellation) =>
        db.Announces
            .Where(row => ids.Contains(row.TorrentId)).Where(condition)
            .GroupBy(row => new { row.TorrentId, row.TrackerId })
            .Select(pair => pair
                .OrderByDescending(row => row.At)
                .ThenByDescending(row => row.WriterId).ThenByDescending(row => row.Sequence).ThenByDescending(row => row.Ordinal)
                .Select(row => new LastAttempt
                {
                    TorrentId = row.TorrentId,
                    TrackerId = row.TrackerId,
                    At = row.At,
                    Outcome = row.Outcome,
                    Error = row.Error,
                    Complete = row.Complete,
                    Incomplete = row.Incomplete,
                    Downloaded = row.Downloaded,
                })
                .First())
            .ToDictionaryAsync(row => (row.TorrentId, row.TrackerId), cancellation);

    private static Task<Dictionary<(int TorrentId, int TrackerId), long>> PeersAsync(
        CrawlerDbContext db, int[] ids, CancellationToken cancellation) => db.Sightings
        .Where(row => ids.Contains(row.TorrentId))
        .GroupBy(row => new { row.TorrentId, row.TrackerId })
        .Select(pair => new { pair.Key, Peers = pair.LongCount() })
        .ToDictionaryAsync(pair => (pair.Key.TorrentId, pair.Key.TrackerId), pair => pair.Peers, cancellation);

    private static Task<Dictionary<int, long>> UnionAsync(
        CrawlerDbContext db, int[] ids, CancellationToken cancellation) => db.Sightings
        .Where(row => ids.Contains(row.TorrentId))
        .Select(row => new { row.TorrentId, row.Ip, row.Port }).Distinct()
        .GroupBy(peer => peer.TorrentId)
        .Select(torrent => new { TorrentId = torrent.Key, Peers = torrent.LongCount() })
        .ToDictionaryAsync(torrent => torrent.TorrentId, torrent => torrent.Peers, cancellation);

    private sealed record LastAttempt
    {
        public int TorrentId { get; init; }
        public int TrackerId { get; init; }
        public DateTimeOffset At { get; init; }
        public AttemptOutcome Outcome { get; init; }
        public string? Error { get; init; }
        public long? Complete { get; init; }
        public long? Incomplete { get; init; }
        public long? Downloaded { get; init; }
    }
}
