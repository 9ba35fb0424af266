using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Campaigns;

/// <summary>Appends and reads rows of <c>campaign_event</c>.</summary>
internal static class CampaignEvents
{
    /// <summary>Appends one.</summary>
    public static Task AddAsync(CrawlerDbContext db, int campaignId, CampaignEvent @event, CancellationToken cancellation)
    {
        db.CampaignEvents.Add(new CampaignEventRow
        {
            CampaignId = campaignId,
            At = @event.At.ToUniversalTime(),
            Kind = StoredText.Clean(@event.Kind)!,
            Detail = StoredText.Clean(@event.Detail),
        });
        return db.SaveChangesAsync(cancellation);
    }

    /// <summary>All of one campaign, in the order they were noted.</summary>
    public static async Task<IReadOnlyList<CampaignEvent>> ListAsync(CrawlerDbContext db, int campaignId, CancellationToken cancellation) =>
        await db.CampaignEvents.Where(row => row.CampaignId == campaignId).OrderBy(row => row.Id)
            .Select(row => new CampaignEvent(row.At, row.Kind, row.Detail)).ToListAsync(cancellation);
}
