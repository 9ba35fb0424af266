using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>Table <c>autonomous_system</c>: what an autonomous system is called, as the file said in which it was looked up.</summary>
public sealed class AutonomousSystemRow
{
    /// <summary>Its number.</summary>
    public long Asn { get; set; }

    /// <summary>Its name.</summary>
    public required string Name { get; set; }
}

internal sealed class AutonomousSystemShape : IEntityTypeConfiguration<AutonomousSystemRow>
{
    public void Configure(EntityTypeBuilder<AutonomousSystemRow> table)
    {
        table.ToTable("autonomous_system");
        table.HasKey(row => row.Asn);
        table.Property(row => row.Asn).ValueGeneratedNever();
    }
}
