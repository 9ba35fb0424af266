using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>
/// Table <c>address_origin</c>: where what stands for an address was, found out before it was put there. Keyed by the address
/// in the database; keyless here, as <see cref="SightingRow"/> is.
/// </summary>
public sealed class AddressOriginRow
{
    /// <summary>As in <see cref="SightingRow.Ip"/>.</summary>
    public required IPAddress Ip { get; set; }

    /// <summary>Two letters (ISO 3166-1); null if not known.</summary>
    public string? Country { get; set; }

    /// <summary>Autonomous system; null if not known.</summary>
    public long? Asn { get; set; }
}

internal sealed class AddressOriginShape : IEntityTypeConfiguration<AddressOriginRow>
{
    public void Configure(EntityTypeBuilder<AddressOriginRow> table)
    {
        table.ToTable("address_origin");
        table.HasNoKey();
    }
}
