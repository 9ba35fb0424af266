using Crawler.Host.Formatting;
using Crawler.Storage;
using Crawler.Storage.Campaigns;

namespace Crawler.Host.Campaigns;

/// <summary>The campaigns behind figures, a row each, to be printed after them: what is quoted without its settings cannot be made again.</summary>
internal static class ProvenanceSheet
{
    /// <summary>Those of a store, the newest first.</summary>
    public static async Task<Sheet> ReadAsync(ICrawlStore store, CancellationToken cancellation)
    {
        var sheet = new Sheet(
            "campaign",
            "Measured by",
            new SheetColumn("campaign_id", "NUMBER"),
            new SheetColumn("name", "CAMPAIGN"),
            new SheetColumn("config_hash", "SETTINGS", Widest: 64),
            new SheetColumn("seed", "SEED"),
            new SheetColumn("version", "CRAWLER"),
            new SheetColumn("vantage", "VANTAGE"),
            new SheetColumn("started_at", "SINCE"))
        {
            Shown = 5,
        };
        foreach (var campaign in (await store.Campaigns.ListAsync(cancellation: cancellation)).Select(Provenance.Of))
            sheet.Add((long)campaign.Id, campaign.Name, campaign.ConfigHash, campaign.SeedText, campaign.Version, campaign.Vantage, campaign.StartedAt);
        return sheet;
    }
}
