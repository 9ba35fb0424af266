using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>
/// Table <c>peer_client</c>: the software of peers whose ids a tracker passed on, as they said last. Keyed by address and port in
/// the database; keyless here, as <see cref="SightingRow"/> is.
/// </summary>
public sealed class PeerClientRow
{
    /// <summary>As in <see cref="SightingRow.Ip"/>.</summary>
    public required IPAddress Ip { get; set; }

    /// <summary>As in <see cref="SightingRow.Port"/>.</summary>
    public int Port { get; set; }

    /// <summary>Name of the program; null if its id says nothing that we understand.</summary>
    public string? Client { get; set; }

    /// <summary>Its version; null if its id tells none.</summary>
    public string? Version { get; set; }

    /// <summary>When a tracker said so last.</summary>
    public DateTimeOffset At { get; set; }
}

internal sealed class PeerClientShape : IEntityTypeConfiguration<PeerClientRow>
{
    public void Configure(EntityTypeBuilder<PeerClientRow> table)
    {
        table.ToTable("peer_client");
        table.HasNoKey();
    }
}
