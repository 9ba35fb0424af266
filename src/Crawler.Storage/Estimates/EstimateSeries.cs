using Crawler.Protocol;
using Crawler.Storage.Model;
using Crawler.Storage.Reports;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Estimates;

/// <summary>
/// Walks all estimates of one torrent in the order of time, a page at a time along the index, so that memory stays
/// bounded and no connection is held while a page is used.
/// </summary>
internal sealed class EstimateSeries(InfoHash infoHash)
{
    private const int PageSize = 1000;

    private EstimateRow? _last;

    /// <summary>The next page; empty at the end.</summary>
    public async Task<IReadOnlyList<StoredEstimate>> NextAsync(CrawlerDbContext db, CancellationToken cancellation)
    {
        var estimates =
            from torrent in db.Torrents
            where torrent.InfoHash.Equals(infoHash)
            from row in db.Estimates.Where(row => row.TorrentId == torrent.Id)
            select row;
        var page = await After(estimates, _last)
            .OrderBy(row => row.ToAt).ThenBy(row => row.WriterId).ThenBy(row => row.Sequence).ThenBy(row => row.Ordinal)
            .Take(PageSize).ToListAsync(cancellation);
        if (page.Count == 0) return [];
        _last = page[^1];
        var names = await TrackerNames.ReadAsync(db, page.Select(row => row.TrackerId).OfType<int>(), cancellation);
        return [.. page.Select(row => EstimateRows.ToStored(row, names))];
    }

    private static IQueryable<EstimateRow> After(IQueryable<EstimateRow> rows, EstimateRow? last) => last is null ? rows : rows.Where(row =>
        row.ToAt > last.ToAt
        || (row.ToAt == last.ToAt && (row.WriterId > last.WriterId
            || (row.WriterId == last.WriterId && (row.Sequence > last.Sequence
                || (row.Sequence == last.Sequence && row.Ordinal > last.Ordinal))))));
}
