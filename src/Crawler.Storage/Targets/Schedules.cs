using Crawler.Protocol;
using Crawler.Protocol.Net;
using Crawler.Storage.Log;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Targets;

/// <summary>Loads what a crawl resumes from.</summary>
internal static class Schedules
{
    private const int PageSize = 500;

    /// <summary>The trackers of some torrents by tier and position, one query a page.</summary>
    public static async Task<IReadOnlyDictionary<InfoHash, IReadOnlyList<ScheduledTracker>>> LoadAsync(
        CrawlerDbContext db, IReadOnlyCollection<InfoHash> torrents, CancellationToken cancellation)
    {
        var loaded = new Dictionary<InfoHash, IReadOnlyList<ScheduledTracker>>(torrents.Count);
        foreach (var page in torrents.Distinct().Chunk(PageSize))
        {
            var rows = await (
                from torrent in db.Torrents
                where page.Contains(torrent.InfoHash)
                from link in db.TorrentTrackers.Where(link => link.TorrentId == torrent.Id).DefaultIfEmpty()
                from secret in db.TrackerSecrets.Where(secret => secret.TrackerId == link!.TrackerId).DefaultIfEmpty()
                orderby link!.Tier, link.Position, link.TrackerId
                select new { torrent.InfoHash, Link = link, secret!.Url }).ToListAsync(cancellation);
            foreach (var torrent in rows.GroupBy(row => row.InfoHash))
            {
                loaded[torrent.Key] = [.. torrent.Where(row => row.Link is not null && row.Url is not null).Select(row =>
                    new ScheduledTracker(TrackerUrl.Parse(row.Url!), row.Link!.Tier, row.Link.Position, ScheduleRows.ToSchedule(row.Link)))];
            }
        }

        return loaded;
    }
}
