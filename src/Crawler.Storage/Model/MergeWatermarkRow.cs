using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>
/// Table <c>merge_watermark</c>: how far a writer's log is merged into <c>sighting</c>. Advanced in the transaction
/// that merges. Apart from <c>log_writer</c>, so that merging and appending lock different rows.
/// </summary>
public sealed class MergeWatermarkRow
{
    /// <summary>The writer.</summary>
    public int WriterId { get; set; }

    /// <summary>The last batch merged; 0 before the first.</summary>
    public long Sequence { get; set; }
}

internal sealed class MergeWatermarkShape : IEntityTypeConfiguration<MergeWatermarkRow>
{
    public void Configure(EntityTypeBuilder<MergeWatermarkRow> table)
    {
        table.ToTable("merge_watermark");
        table.HasKey(row => row.WriterId);
        table.Property(row => row.WriterId).ValueGeneratedNever();
        table.HasOne<LogWriterRow>().WithOne().HasForeignKey<MergeWatermarkRow>(row => row.WriterId);
    }
}
