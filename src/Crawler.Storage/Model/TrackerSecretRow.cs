using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>
/// Table <c>tracker_secret</c>: the whole announce URL, passkey included. Apart from <c>tracker</c>, so that a dump or
/// a grant can leave it out.
/// </summary>
public sealed class TrackerSecretRow
{
    /// <summary>The tracker.</summary>
    public int TrackerId { get; set; }

    /// <summary>The whole URL.</summary>
    public required string Url { get; set; }
}

internal sealed class TrackerSecretShape : IEntityTypeConfiguration<TrackerSecretRow>
{
    public void Configure(EntityTypeBuilder<TrackerSecretRow> table)
    {
        table.ToTable("tracker_secret");
        table.HasKey(row => row.TrackerId);
        table.Property(row => row.TrackerId).ValueGeneratedNever();
        table.HasOne<TrackerRow>().WithOne().HasForeignKey<TrackerSecretRow>(row => row.TrackerId);
    }
}
