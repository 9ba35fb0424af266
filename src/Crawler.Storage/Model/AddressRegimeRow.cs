using Crawler.Protocol.Attempts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>Table <c>address_regime</c>, one row at most: what stands for addresses in this store, and under which key.</summary>
public sealed class AddressRegimeRow
{
    /// <summary>Always 1.</summary>
    public int Id { get; set; }

    /// <summary>What stands for addresses.</summary>
    public AddressForm Form { get; set; }

    /// <summary>Fingerprint of the key; null where there is none.</summary>
    public string? KeyFingerprint { get; set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>When the key was destroyed; null while it is there.</summary>
    public DateTimeOffset? KeyDestroyedAt { get; set; }
}

internal sealed class AddressRegimeShape : IEntityTypeConfiguration<AddressRegimeRow>
{
    public void Configure(EntityTypeBuilder<AddressRegimeRow> table)
    {
        table.ToTable("address_regime");
        table.HasKey(row => row.Id);
        table.Property(row => row.Id).ValueGeneratedNever();
        table.Property(row => row.Form).HasConversion<short>();
    }
}
