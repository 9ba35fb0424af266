using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>Table <c>campaign_event</c>: what happened to a campaign, in order. Append-only.</summary>
public sealed class CampaignEventRow
{
    /// <summary>Surrogate key, in the order of noting.</summary>
    public long Id { get; set; }

    /// <summary>The campaign.</summary>
    public int CampaignId { get; set; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>What, in one word.</summary>
    public required string Kind { get; set; }

    /// <summary>The rest; null for none.</summary>
    public string? Detail { get; set; }
}

internal sealed class CampaignEventShape : IEntityTypeConfiguration<CampaignEventRow>
{
    public void Configure(EntityTypeBuilder<CampaignEventRow> table)
    {
        table.ToTable("campaign_event");
        table.HasKey(row => row.Id);
        table.HasOne<CampaignRow>().WithMany().HasForeignKey(row => row.CampaignId);
    }
}
