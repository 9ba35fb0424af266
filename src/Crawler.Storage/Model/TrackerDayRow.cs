using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>Table <c>tracker_day</c>: one tracker over one family on one day (UTC), the sum of its hours.</summary>
public sealed class TrackerDayRow : TrackerTally
{
    /// <summary>When the day began.</summary>
    public DateTimeOffset Day { get; set; }

    /// <summary>Quarters of an hour in which a call said something of the tracker, 0–96.</summary>
    public short Known { get; set; }

    /// <summary>Those in which it answered any call, refusals included.</summary>
    public short Up { get; set; }
}

internal sealed class TrackerDayShape : IEntityTypeConfiguration<TrackerDayRow>
{
    public void Configure(EntityTypeBuilder<TrackerDayRow> table)
    {
        table.ToTable("tracker_day");
        table.HasKey(row => new { row.TrackerId, row.Family, row.Day });
        table.HasIndex(row => row.Day);
    }
}
