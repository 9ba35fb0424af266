using Crawler.Protocol;
using Crawler.Protocol.Metainfo;
using Crawler.Protocol.Net;
using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Targets;

/// <summary>Loads what a crawl resumes from.</summary>
internal static class ScheduledTrackers
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
                from schedule in db.Schedules
                    .Where(schedule => schedule.TorrentId == link!.TorrentId && schedule.TrackerId == link.TrackerId).DefaultIfEmpty()
                orderby link!.Tier, link.Position, link.TrackerId, schedule!.Family
                select new Row(torrent.InfoHash, link, secret!.Url, schedule)).ToListAsync(cancellation);
            foreach (var torrent in rows.GroupBy(row => row.InfoHash)) loaded[torrent.Key] = [.. Of(torrent)];
        }

        return loaded;
    }

    /// <summary>One for each tracker; grouping keeps the order of the rows.</summary>
    private static IEnumerable<ScheduledTracker> Of(IEnumerable<Row> torrent) =>
        from row in torrent
        where row.Link is not null && row.Url is not null
        group row by row.Link!.TrackerId into families
        let first = families.First()
        select new ScheduledTracker(
            new TierEntry(first.Link!.Tier, first.Link.Position, TrackerUrl.Parse(first.Url!)),
            [.. families.Where(row => row.Schedule is not null).Select(row => ScheduleRows.ToSchedule(row.Schedule!))]);

    private sealed record Row(InfoHash InfoHash, TorrentTrackerRow? Link, string? Url, ScheduleRow? Schedule);
}
