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

    /// <summary>When something last happened to campaigns of one name; null if it never did.</summary>
    public static Task<DateTimeOffset?> LatestAsync(CrawlerDbContext db, string name, string kind, CancellationToken cancellation)
    {
        var clean = StoredText.Clean(name);
        return db.CampaignEvents.Where(row => row.Kind == kind && db.Campaigns.Any(campaign => campaign.Id == row.CampaignId && campaign.Name == clean))
            .MaxAsync(row => (DateTimeOffset?)row.At, cancellation);
    }

    /// <summary>All of one campaign, in the order they were noted.</summary>
    public static async Task<IReadOnlyList<CampaignEvent>> ListAsync(CrawlerDbContext db, int campaignId, CancellationToken cancellation) =>
        await db.CampaignEvents.Where(row => row.CampaignId == campaignId).OrderBy(row => row.Id)
            .Select(row => new CampaignEvent(row.At, row.Kind, row.Detail)).ToListAsync(cancellation);
}
