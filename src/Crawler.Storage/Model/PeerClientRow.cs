using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>Table <c>peer_client</c>: the software of peers whose ids a tracker passed on. Keyed by address and port in the database.</summary>
public sealed class PeerClientRow
{
    /// <summary>As in <see cref="SightingRow.Ip"/>.</summary>
    public required IPAddress Ip { get; set; }

    /// <summary>Its port.</summary>
    public int Port { get; set; }

    /// <summary>Name and version.</summary>
    public required string Client { get; set; }
}

internal sealed class PeerClientShape : IEntityTypeConfiguration<PeerClientRow>
{
    public void Configure(EntityTypeBuilder<PeerClientRow> table)
    {
        table.ToTable("peer_client");
        table.HasNoKey();
    }
}
