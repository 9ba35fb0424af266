using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Statistics.Sizes;
using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Crawler.Storage.Reports;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Views;

/// <summary>Reads a torrent's size over time: of each step the last estimate.</summary>
internal static class SizeSeriesQuery
{
    /// <summary>Snapshots that end in the window, ascending.</summary>
    public static async Task<IReadOnlyList<SizePoint>> ReadAsync(CrawlerDbContext db, InfoHash infoHash, TimeWindow window, CancellationToken cancellation)
    {
        if (await TorrentViewQuery.FindAsync(db, infoHash, cancellation) is not { } torrent) return [];
        var rows = db.Estimates
            .Where(row => row.TorrentId == torrent.Id && row.ToAt >= window.From && row.ToAt < window.To && row.Kind == EstimateKind.Snapshot)
            .OrderBy(row => row.ToAt).ThenBy(row => row.WriterId).ThenBy(row => row.Sequence).ThenBy(row => row.Ordinal);
        var last = new Dictionary<(int?, AddressFamily, long), EstimateRow>();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
            last[(row.TrackerId, row.Family, Steps(row.ToAt, window))] = row;
        var names = await TrackerNames.ReadAsync(db, last.Values.Select(row => row.TrackerId).OfType<int>(), cancellation);
        var claims = last.Values.Where(row => row.TrackerId is not null && Claimed(row) is not null)
            .GroupBy(row => (row.Family, Steps(row.ToAt, window))).ToDictionary(step => step.Key, step => step.Max(Claimed));
        return
        [
            .. last.Values.OrderBy(row => row.ToAt).ThenBy(row => row.TrackerId).ThenBy(row => row.Family.ToNumber()).Select(row => new SizePoint(
                row.TrackerId,
                row.TrackerId is { } tracker ? names.GetValueOrDefault(tracker) : null,
                row.Family.OrNull(),
                row.ToAt,
                row.Size,
                row.Low,
                row.High,
                row.DistinctPeers,
                row.TrackerId is null ? claims.GetValueOrDefault((row.Family, Steps(row.ToAt, window))) : Claimed(row),
                row.Flags)),
        ];
    }

    /// <summary>Whole steps since the year 1.</summary>
    public static long Steps(DateTimeOffset at, TimeWindow window) => at.UtcTicks / Math.Max(1, window.Step.Ticks);

    private static long? Claimed(EstimateRow row) => row.Complete is null && row.Incomplete is null ? null : (row.Complete ?? 0) + (row.Incomplete ?? 0);
}
