using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Campaigns;

/// <summary>Opens and closes rows of <c>campaign</c>.</summary>
internal static class CampaignRows
{
    /// <summary>Opens or resumes; returns its number.</summary>
    public static async Task<int> OpenAsync(CrawlerDbContext db, Campaign campaign, CancellationToken cancellation)
    {
        for (var again = false; ; again = true)
        {
            var row = await FindAsync(db, campaign, cancellation);
            if (row is null) db.Campaigns.Add(row = New(campaign));
            else row.EndedAt = null;
            try
            {
                await db.SaveChangesAsync(cancellation);
                return row.Id;
            }
            catch (DbUpdateException) when (!again)
            {
                // Another node opened it between our look and our insert: now it can be found.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Notes its end.</summary>
    public static Task<int> EndAsync(CrawlerDbContext db, int id, DateTimeOffset at, CancellationToken cancellation)
    {
        DateTimeOffset? end = at.ToUniversalTime();
        return db.Campaigns.Where(row => row.Id == id)
            .ExecuteUpdateAsync(row => row.SetProperty(campaign => campaign.EndedAt, end), cancellation);
    }

    private static Task<CampaignRow?> FindAsync(CrawlerDbContext db, Campaign campaign, CancellationToken cancellation)
    {
        var wanted = New(campaign);
        return db.Campaigns.AsTracking().FirstOrDefaultAsync(
            row => row.Name == wanted.Name && row.ConfigHash == wanted.ConfigHash
                && row.Version == wanted.Version && row.Vantage == wanted.Vantage,
            cancellation);
    }

    private static CampaignRow New(Campaign campaign) => new()
    {
        Name = StoredText.Clean(campaign.Name)!,
        Why = StoredText.Clean(campaign.Why),
        Contact = StoredText.Clean(campaign.Contact),
        Manifest = StoredText.Clean(campaign.Manifest)!,
        ConfigHash = StoredText.Clean(campaign.ConfigHash)!,
        Version = StoredText.Clean(campaign.Version)!,
        Vantage = StoredText.Clean(campaign.Vantage)!,
        StartedAt = campaign.StartedAt.ToUniversalTime(),
    };
}
