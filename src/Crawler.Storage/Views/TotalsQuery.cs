using Crawler.Storage.Campaigns;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Views;

/// <summary>Reads what is told of the whole store.</summary>
internal static class TotalsQuery
{
    /// <summary>The totals.</summary>
    public static async Task<StoreTotals> ReadAsync(CrawlerDbContext db, CancellationToken cancellation)
    {
        var days = db.TrackerDays.Where(row => row.TrackerId == TrackerTally.AllTrackers);
        var calls = await days.GroupBy(_ => 1).Select(all => new
        {
            Answered = all.Sum(row => (long)row.Ok),
            Others = all.Sum(row => (long)row.Refused + row.Gone + row.Malformed + row.Overloaded + row.HttpError + row.Timeout
                + row.DnsFailed + row.ConnectFailed + row.TlsFailed + row.OurOutage + row.NotCalled),
            LastAt = all.Max(row => row.LastAt),
        }).SingleOrDefaultAsync(cancellation);
        var standings = await db.TorrentStandings.GroupBy(_ => 1)
            .Select(all => new { Torrents = all.LongCount(), Seen = all.Sum(row => row.Seen) }).SingleOrDefaultAsync(cancellation);
        return new StoreTotals
        {
            Torrents = await db.Torrents.LongCountAsync(row => !row.IsCanary, cancellation),
            TorrentsCalled = standings?.Torrents ?? 0,
            Trackers = await db.Trackers.LongCountAsync(cancellation),
            Calls = (calls?.Answered + calls?.Others) ?? 0,
            Answered = calls?.Answered ?? 0,
            Peers = standings?.Seen ?? 0,
            LastCallAt = calls?.LastAt,
        };
    }

    /// <summary>The sizes of all swarms that have one, ascending.</summary>
    public static async Task<IReadOnlyList<double>> SizesAsync(CrawlerDbContext db, CancellationToken cancellation) =>
        await db.TorrentStandings.Where(row => row.Size != null).OrderBy(row => row.Size).Select(row => row.Size!.Value).ToListAsync(cancellation);

    /// <summary>What happened to campaigns, latest first.</summary>
    public static async Task<IReadOnlyList<NotedEvent>> EventsAsync(CrawlerDbContext db, int most, CancellationToken cancellation)
    {
        var events = await (
            from row in db.CampaignEvents
            join campaign in db.Campaigns on row.CampaignId equals campaign.Id
            orderby row.Id descending
            select new { row.CampaignId, campaign.Name, row.At, row.Kind, row.Detail }).Take(most).ToListAsync(cancellation);
        return [.. events.Select(row => new NotedEvent(row.CampaignId, row.Name, new CampaignEvent(row.At, row.Kind, row.Detail)))];
    }
}
