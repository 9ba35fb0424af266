using System.Net.Sockets;
using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Crawler.Storage.Reports;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Estimates;

/// <summary>Finds the last estimate of each kind for every tracker and family of some torrents, and for their unions.</summary>
internal static class LatestEstimates
{
    /// <summary>What each torrent has, in the order of <paramref name="torrents"/>.</summary>
    public static async Task<IReadOnlyList<TorrentEstimates>> ReadAsync(
        CrawlerDbContext db, IReadOnlyList<TorrentRow> torrents, CancellationToken cancellation)
    {
        var latest = await ReadAsync(db, [.. torrents.Select(torrent => torrent.Id)], cancellation);
        var names = await TrackerNames.ReadAsync(db, latest.Select(key => key.Key.TrackerId).OfType<int>(), cancellation);
        var byTorrent = latest.ToLookup(key => key.Key.TorrentId);
        return
        [
            .. from torrent in torrents
               select new TorrentEstimates(
                   torrent.InfoHash,
                   torrent.Name,
                   [.. byTorrent[torrent.Id].OrderBy(key => key.Key.Order).SelectMany(key => key.Value).Select(row => EstimateRows.ToStored(row, names))]),
        ];
    }

    /// <summary>The rows of some torrents, those of each key by kind. Of two that end at the same instant the later in the log.</summary>
    public static async Task<IReadOnlyDictionary<EstimateKey, IReadOnlyList<EstimateRow>>> ReadAsync(
        CrawlerDbContext db, int[] torrentIds, CancellationToken cancellation)
    {
        var rows = await db.Estimates
            .Where(row => torrentIds.Contains(row.TorrentId))
            // Ids begin at 1. A key that may be null would be joined on "equal or both null", which no index or hash serves.
            .GroupBy(row => new { row.TorrentId, TrackerId = row.TrackerId ?? 0, row.Family, row.Kind })
            .Select(series => series
                .OrderByDescending(row => row.ToAt)
                .ThenByDescending(row => row.WriterId).ThenByDescending(row => row.Sequence).ThenByDescending(row => row.Ordinal)
                .First())
            .ToListAsync(cancellation);
        return rows.GroupBy(row => new EstimateKey(row.TorrentId, row.TrackerId, row.Family))
            .ToDictionary(key => key.Key, IReadOnlyList<EstimateRow> (key) => [.. key.OrderBy(row => row.Kind)]);
    }
}

/// <summary>What an estimate is of: a torrent on a tracker over one family, or on all of them where the tracker is null.</summary>
internal readonly record struct EstimateKey(int TorrentId, int? TrackerId, AddressFamily Family)
{
    /// <summary>The measurement it was made from; null for the union.</summary>
    public SessionKey? Session => TrackerId is { } tracker ? new SessionKey(TorrentId, tracker, Family) : null;

    /// <summary>Of one measurement.</summary>
    public static EstimateKey Of(SessionKey session) => new(session.TorrentId, session.TrackerId, session.Family);

    /// <summary>Trackers before the union, IPv4 before IPv6.</summary>
    public (int Tracker, short Family) Order => (TrackerId ?? int.MaxValue, Family.ToNumber());
}
