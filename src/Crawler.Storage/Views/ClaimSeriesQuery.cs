using System.Net.Sockets;
using Crawler.Protocol;
using Crawler.Storage.Log;
using Crawler.Storage.Reports;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Views;

/// <summary>Reads what trackers claimed of a torrent over time: of each step the last.</summary>
internal static class ClaimSeriesQuery
{
    /// <summary>Claims in the window, ascending.</summary>
    public static async Task<IReadOnlyList<ClaimPoint>> ReadAsync(CrawlerDbContext db, InfoHash infoHash, TimeWindow window, CancellationToken cancellation)
    {
        if (await TorrentViewQuery.FindAsync(db, infoHash, cancellation) is not { } torrent) return [];
        var rows = db.Announces
            .Where(row => row.TorrentId == torrent.Id && row.At >= window.From && row.At < window.To && (row.Complete != null || row.Incomplete != null))
            .OrderBy(row => row.At)
            .Select(row => new { row.TrackerId, row.Family, row.At, row.Complete, row.Incomplete });
        var last = new Dictionary<(int, AddressFamily, long), (DateTimeOffset At, long? Complete, long? Incomplete)>();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
            last[(row.TrackerId, row.Family, SizeSeriesQuery.Steps(row.At, window))] = (row.At, row.Complete, row.Incomplete);
        var names = await TrackerNames.ReadAsync(db, last.Keys.Select(key => key.Item1), cancellation);
        return
        [
            .. from pair in last
               let tracker = pair.Key.Item1
               orderby pair.Value.At, tracker
               select new ClaimPoint(tracker, names.GetValueOrDefault(tracker, ""), pair.Key.Item2.OrNull(), pair.Value.At, pair.Value.Complete, pair.Value.Incomplete),
        ];
    }
}
