using Crawler.Protocol;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Campaigns;

/// <summary>Which swarms a campaign called.</summary>
internal static class CampaignTorrents
{
    /// <summary>By the log, in the order of registration; canaries left out.</summary>
    public static async Task<IReadOnlyList<InfoHash>> ListAsync(CrawlerDbContext db, int campaignId, CancellationToken cancellation) =>
        await db.Torrents
            .Where(torrent => !torrent.IsCanary && db.Announces.Where(row => row.CampaignId == campaignId).Select(row => row.TorrentId).Distinct().Contains(torrent.Id))
            .OrderBy(torrent => torrent.Id).Select(torrent => torrent.InfoHash).ToListAsync(cancellation);
}
