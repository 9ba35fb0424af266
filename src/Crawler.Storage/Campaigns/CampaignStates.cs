using Crawler.Storage.Log;
using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Campaigns;

/// <summary>Reads and notes where campaigns stand.</summary>
internal static class CampaignStates
{
    /// <summary>All, or those of one name, newest first.</summary>
    public static async Task<IReadOnlyList<CampaignState>> ListAsync(CrawlerDbContext db, string? name, CancellationToken cancellation)
    {
        name = StoredText.Clean(name);
        var rows = await db.Campaigns.Where(row => name == null || row.Name == name).OrderByDescending(row => row.Id).ToListAsync(cancellation);
        return rows.ConvertAll(Of);
    }

    /// <summary>One; null if there is none of that number.</summary>
    public static async Task<CampaignState?> FindAsync(CrawlerDbContext db, int id, CancellationToken cancellation) =>
        await db.Campaigns.FirstOrDefaultAsync(row => row.Id == id, cancellation) is { } row ? Of(row) : null;

    /// <summary>Pauses the newest of a name, from wherever it is measured, or lets it go on; returns how many rows that touched.</summary>
    public static Task<int> PauseAsync(CrawlerDbContext db, string name, DateTimeOffset? pausedAt, CancellationToken cancellation)
    {
        var (clean, at) = (StoredText.Clean(name)!, pausedAt?.ToUniversalTime());
        return db.Campaigns
            .Where(row => row.Name == clean && row.ConfigHash == db.Campaigns.Where(other => other.Name == clean).OrderByDescending(other => other.Id).First().ConfigHash)
            .ExecuteUpdateAsync(row => row.SetProperty(campaign => campaign.PausedAt, at), cancellation);
    }

    /// <summary>Overwrites the sign of life.</summary>
    public static Task<int> ReportAsync(CrawlerDbContext db, int id, DateTimeOffset at, string progress, CancellationToken cancellation)
    {
        var (clean, seen) = (StoredText.Clean(progress), (DateTimeOffset?)at.ToUniversalTime());
        return db.Campaigns.Where(row => row.Id == id).ExecuteUpdateAsync(
            row => row.SetProperty(campaign => campaign.SeenAt, seen).SetProperty(campaign => campaign.Progress, clean), cancellation);
    }

    private static CampaignState Of(CampaignRow row) => new()
    {
        Id = row.Id,
        Campaign = new Campaign
        {
            Name = row.Name,
            Why = row.Why,
            Contact = row.Contact,
            Manifest = row.Manifest,
            ConfigHash = row.ConfigHash,
            Version = row.Version,
            Vantage = row.Vantage,
            StartedAt = row.StartedAt,
        },
        EndedAt = row.EndedAt,
        PausedAt = row.PausedAt,
        SeenAt = row.SeenAt,
        Progress = row.Progress,
    };
}
