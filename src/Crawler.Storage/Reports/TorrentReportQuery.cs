using System.Net.Sockets;
using Crawler.Protocol.Attempts;
using Crawler.Storage.Estimates;
using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Reports;

/// <summary>
/// Reports a page of torrents: a fixed number of queries a page, each grouped by (torrent, tracker, family) over the
/// log's index or the aggregate's key, put together in process.
/// </summary>
internal static class TorrentReportQuery
{
    /// <summary>The reports, in the order of <paramref name="torrents"/>.</summary>
    public static async Task<IReadOnlyList<TorrentReport>> ReadAsync(
        CrawlerDbContext db, IReadOnlyList<TorrentRow> torrents, CancellationToken cancellation)
    {
        int[] ids = [.. torrents.Select(torrent => torrent.Id)];
        var links = await db.TorrentTrackers.Where(link => ids.Contains(link.TorrentId))
            .ToDictionaryAsync(link => (link.TorrentId, link.TrackerId), cancellation);
        var schedules = await db.Schedules.Where(schedule => ids.Contains(schedule.TorrentId))
            .ToDictionaryAsync(schedule => new SessionKey(schedule.TorrentId, schedule.TrackerId, schedule.Family), cancellation);
        var counts = await CountsAsync(db, ids, cancellation);
        var last = await LatestAttempts.ReadAsync(db, ids, row => row.Outcome != AttemptOutcome.NoAddress, cancellation);
        var claims = await LatestAttempts.ReadAsync(db, ids, row => row.Complete != null || row.Incomplete != null, cancellation);
        var downloads = await LatestAttempts.ReadAsync(db, ids, row => row.Downloaded != null, cancellation);
        var peers = await PeersAsync(db, ids, cancellation);
        var union = await UnionAsync(db, ids, cancellation);
        var estimates = await LatestEstimates.ReadAsync(db, ids, cancellation);

        var sessions = schedules.Keys.Union(counts.Keys).ToLookup(key => (key.TorrentId, key.TrackerId));
        var estimated = estimates.Keys.Select(key => key.Session).OfType<SessionKey>().ToLookup(key => (key.TorrentId, key.TrackerId));
        var pairs = links.Keys.Union(sessions.Select(pair => pair.Key)).Union(estimated.Select(pair => pair.Key)).ToLookup(pair => pair.TorrentId);
        var names = await TrackerNames.ReadAsync(db, pairs.SelectMany(pair => pair).Select(pair => pair.TrackerId), cancellation);

        IEnumerable<TorrentTrackerReport> Tracker((int TorrentId, int TrackerId) pair)
        {
            SessionKey[] known = [.. (sessions[pair].Any() ? sessions[pair] : estimated[pair]).Order()];
            SessionKey[] rows = [.. ReportedFamilies.Of(known, key => counts.GetValueOrDefault(key).Attempts > 0, new(pair.TorrentId, pair.TrackerId, AddressFamily.Unspecified))];
            // A row is a family asked over, an estimate is of a family of peers: asked over IPv4 alone, a tracker may name IPv6 peers.
            return rows.Select((key, i) => Session(key, i == 0 ? [key, .. estimated[pair].Except(rows).Order()] : [key]));
        }

        TorrentTrackerReport Session(SessionKey key, IEnumerable<SessionKey> populations)
        {
            var link = links.GetValueOrDefault((key.TorrentId, key.TrackerId));
            // An unspecified schedule is that of every family until one has its own.
            var schedule = schedules.GetValueOrDefault(key) ?? schedules.GetValueOrDefault(key with { Family = AddressFamily.Unspecified });
            var (attempt, claim, count) = (last.GetValueOrDefault(key), claims.GetValueOrDefault(key), counts.GetValueOrDefault(key));
            return new TorrentTrackerReport
            {
                Tracker = names[key.TrackerId],
                Family = key.Family.OrNull(),
                Tier = link?.Tier,
                Position = link?.Position,
                State = schedule?.State,
                DueAt = schedule?.DueAt,
                Attempts = count.Attempts,
                Successes = count.Successes,
                Unknown = count.Unknown,
                LastAttemptAt = attempt?.At,
                LastOutcome = attempt?.Outcome,
                LastError = attempt?.Error,
                Seeders = claim?.Complete,
                Leechers = claim?.Incomplete,
                ClaimedAt = claim?.At,
                Downloaded = downloads.GetValueOrDefault(key)?.Downloaded,
                DistinctPeers = peers.GetValueOrDefault(key),
                Bogons = count.Bogons,
                Estimates = populations.SelectMany(population => Estimates(EstimateKey.Of(population))).ToArray(),
            };
        }

        IReadOnlyList<StoredEstimate> Estimates(EstimateKey key) =>
            estimates.TryGetValue(key, out var rows) ? [.. rows.Select(row => EstimateRows.ToStored(row, names))] : [];

        IReadOnlyList<StoredEstimate> Unions(int torrentId) =>
            [.. ReportedFamilies.All.SelectMany(family => Estimates(new(torrentId, null, family)))];

        return [.. torrents.Select(torrent => new TorrentReport
        {
            InfoHash = torrent.InfoHash,
            Name = torrent.Name,
            Source = torrent.Source,
            Size = torrent.Size,
            DistinctPeers = union.GetValueOrDefault(torrent.Id),
            Estimates = Unions(torrent.Id),
            Trackers = [.. pairs[torrent.Id].OrderBy(pair => pair.TrackerId).SelectMany(Tracker)
                .OrderBy(tracker => tracker.Tier ?? int.MaxValue).ThenBy(tracker => tracker.Position ?? int.MaxValue)],
        })];
    }

    private static Task<Dictionary<SessionKey, Counts>> CountsAsync(CrawlerDbContext db, int[] ids, CancellationToken cancellation) => db.Announces
        .Where(row => ids.Contains(row.TorrentId))
        .GroupBy(row => new { row.TorrentId, row.TrackerId, row.Family })
        .Select(session => new
        {
            session.Key,
            Attempts = session.LongCount(row => row.Outcome != AttemptOutcome.NoAddress),
            Successes = session.LongCount(row => row.Outcome == AttemptOutcome.Ok),
            Unknown = session.LongCount(row => row.Outcome == AttemptOutcome.Unknown),
            Bogons = session.Sum(row => (long?)row.Bogons),
        })
        .ToDictionaryAsync(
            session => new SessionKey(session.Key.TorrentId, session.Key.TrackerId, session.Key.Family),
            session => new Counts(session.Attempts, session.Successes, session.Unknown, session.Bogons ?? 0),
            cancellation);

    private static Task<Dictionary<SessionKey, long>> PeersAsync(CrawlerDbContext db, int[] ids, CancellationToken cancellation) => db.Sightings
        .Where(row => ids.Contains(row.TorrentId))
        .GroupBy(row => new { row.TorrentId, row.TrackerId, row.Family })
        .Select(session => new { session.Key, Peers = session.LongCount() })
        .ToDictionaryAsync(
            session => new SessionKey(session.Key.TorrentId, session.Key.TrackerId, session.Key.Family), session => session.Peers, cancellation);

    private static Task<Dictionary<int, long>> UnionAsync(CrawlerDbContext db, int[] ids, CancellationToken cancellation) => db.Sightings
        .Where(row => ids.Contains(row.TorrentId))
        .Select(row => new { row.TorrentId, row.Ip, row.Port }).Distinct()
        .GroupBy(peer => peer.TorrentId)
        .Select(torrent => new { TorrentId = torrent.Key, Peers = torrent.LongCount() })
        .ToDictionaryAsync(torrent => torrent.TorrentId, torrent => torrent.Peers, cancellation);

    private readonly record struct Counts(long Attempts, long Successes, long Unknown, long Bogons);
}
