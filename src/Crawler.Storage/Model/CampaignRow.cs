using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>Table <c>campaign</c>: who measured, why and how. Every attempt belongs to one.</summary>
public sealed class CampaignRow
{
    /// <summary>Surrogate key.</summary>
    public int Id { get; set; }

    /// <summary>What people call it.</summary>
    public required string Name { get; set; }

    /// <summary>What it is to find out.</summary>
    public string? Why { get; set; }

    /// <summary>Whom a tracker operator can write to.</summary>
    public string? Contact { get; set; }

    /// <summary>The manifest as it was, JSON text.</summary>
    public required string Manifest { get; set; }

    /// <summary>Hash of the configuration in force: equal hashes measured the same way.</summary>
    public required string ConfigHash { get; set; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; set; }

    /// <summary>Where in the network it was measured from.</summary>
    public required string Vantage { get; set; }

    /// <summary>When it was first opened.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it ended; null while it runs or if it was cut off.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Since when its crawl is to make no call; null unless paused.</summary>
    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>When its crawl last gave a sign of life; null if none did.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>What its crawl said of itself then, JSON text, overwritten; null if it said nothing.</summary>
    public string? Progress { get; set; }
}

internal sealed class CampaignShape : IEntityTypeConfiguration<CampaignRow>
{
    public void Configure(EntityTypeBuilder<CampaignRow> table)
    {
        table.ToTable("campaign");
        table.HasKey(row => row.Id);
        table.HasIndex(row => new { row.Name, row.ConfigHash, row.Version, row.Vantage }).IsUnique();
    }
}
