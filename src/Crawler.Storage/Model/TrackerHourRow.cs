using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>Table <c>tracker_hour</c>: one tracker over one family in one hour (UTC). Outlives the log it was made of.</summary>
public sealed class TrackerHourRow : TrackerTally
{
    /// <summary>When the hour began.</summary>
    public DateTimeOffset Hour { get; set; }

    /// <summary>Its quarters in which a call said something of the tracker: bit 0 the first.</summary>
    public short Known { get; set; }

    /// <summary>Those in which it answered any call, refusals included.</summary>
    public short Up { get; set; }
}

internal sealed class TrackerHourShape : IEntityTypeConfiguration<TrackerHourRow>
{
    public void Configure(EntityTypeBuilder<TrackerHourRow> table)
    {
        // No foreign keys: rolled up in bulk from a log that has none.
        table.ToTable("tracker_hour");
        table.HasKey(row => new { row.TrackerId, row.Family, row.Hour });
        table.HasIndex(row => row.Hour);
    }
}
