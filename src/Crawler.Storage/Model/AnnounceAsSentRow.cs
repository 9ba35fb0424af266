using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>
/// Table <c>announce_as_sent</c>: beside <c>announce</c>, the peers at their own addresses. Empty unless that was asked for,
/// and kept for a time: by days, which are dropped whole.
/// </summary>
public sealed class AnnounceAsSentRow
{
    /// <summary>As in <see cref="AnnounceRow.WriterId"/>.</summary>
    public int WriterId { get; set; }

    /// <summary>As in <see cref="AnnounceRow.Sequence"/>.</summary>
    public long Sequence { get; set; }

    /// <summary>As in <see cref="AnnounceRow.Ordinal"/>.</summary>
    public int Ordinal { get; set; }

    /// <summary>As in <see cref="AnnounceRow.At"/>.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>IPv4 peers as sent, 6 bytes each (BEP 23).</summary>
    public required byte[] PeersV4 { get; set; }

    /// <summary>IPv6 peers as sent, 18 bytes each (BEP 7).</summary>
    public required byte[] PeersV6 { get; set; }
}

internal sealed class AnnounceAsSentShape : IEntityTypeConfiguration<AnnounceAsSentRow>
{
    public void Configure(EntityTypeBuilder<AnnounceAsSentRow> table)
    {
        table.ToTable("announce_as_sent");
        table.HasKey(row => new { row.WriterId, row.Sequence, row.Ordinal });
    }
}
