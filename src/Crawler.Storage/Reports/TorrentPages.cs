using Crawler.Protocol;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Reports;

/// <summary>
/// Walks torrents in the order of registration, a page at a time, so that memory stays bounded. Canaries are no torrents.
/// </summary>
internal sealed class TorrentPages(IReadOnlyCollection<InfoHash>? only)
{
    private const int PageSize = 200;

    private Queue<int[]>? _wanted;
    private int _lastId;

    /// <summary>What is read of the next page, one for each torrent; empty at the end.</summary>
    public async Task<IReadOnlyList<T>> NextAsync<T>(
        CrawlerDbContext db,
        Func<CrawlerDbContext, IReadOnlyList<TorrentRow>, CancellationToken, Task<IReadOnlyList<T>>> read,
        CancellationToken cancellation)
    {
        var torrents = await NextTorrentsAsync(db, cancellation);
        return torrents.Count == 0 ? [] : await read(db, torrents, cancellation);
    }

    private async Task<List<TorrentRow>> NextTorrentsAsync(CrawlerDbContext db, CancellationToken cancellation)
    {
        var torrents = db.Torrents.Where(torrent => !torrent.IsCanary);
        if (only is null)
        {
            torrents = torrents.Where(torrent => torrent.Id > _lastId);
        }
        else
        {
            _wanted ??= new Queue<int[]>((await IdsAsync(db, only, cancellation)).Order().Chunk(PageSize));
            if (!_wanted.TryDequeue(out var ids)) return [];
            torrents = torrents.Where(torrent => ids.Contains(torrent.Id));
        }

        var page = await torrents.OrderBy(torrent => torrent.Id).Take(PageSize).ToListAsync(cancellation);
        if (page.Count > 0) _lastId = page[^1].Id;
        return page;
    }

    private static async Task<List<int>> IdsAsync(CrawlerDbContext db, IReadOnlyCollection<InfoHash> only, CancellationToken cancellation)
    {
        var ids = new List<int>(only.Count);
        foreach (var chunk in only.Distinct().Chunk(PageSize))
        {
            ids.AddRange(await db.Torrents.Where(torrent => !torrent.IsCanary && chunk.Contains(torrent.InfoHash))
                .Select(torrent => torrent.Id).ToListAsync(cancellation));
        }

        return ids;
    }
}
