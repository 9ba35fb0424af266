using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>
/// Table <c>roll_watermark</c>: how far a writer's log is rolled up. Advanced in the transaction that rolls up. Apart from
/// <c>merge_watermark</c>, so that a crawl nobody looks at pays nothing for being looked at.
/// </summary>
public sealed class RollWatermarkRow
{
    /// <summary>The writer.</summary>
    public int WriterId { get; set; }

    /// <summary>The last batch rolled up; 0 before the first.</summary>
    public long Sequence { get; set; }
}

internal sealed class RollWatermarkShape : IEntityTypeConfiguration<RollWatermarkRow>
{
    public void Configure(EntityTypeBuilder<RollWatermarkRow> table)
    {
        table.ToTable("roll_watermark");
        table.HasKey(row => row.WriterId);
        table.Property(row => row.WriterId).ValueGeneratedNever();
        table.HasOne<LogWriterRow>().WithOne().HasForeignKey<RollWatermarkRow>(row => row.WriterId);
    }
}
