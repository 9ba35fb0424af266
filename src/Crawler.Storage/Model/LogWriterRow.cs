using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>
/// Table <c>log_writer</c>: how far a writer's log reaches. Advanced in the transaction that appends the batch, which
/// makes a replay recognisable.
/// </summary>
public sealed class LogWriterRow
{
    /// <summary>Surrogate key.</summary>
    public int Id { get; set; }

    /// <summary>The writer's own name, unique.</summary>
    public required string Name { get; set; }

    /// <summary>The last batch appended; 0 before the first.</summary>
    public long LastSequence { get; set; }
}

internal sealed class LogWriterShape : IEntityTypeConfiguration<LogWriterRow>
{
    public void Configure(EntityTypeBuilder<LogWriterRow> table)
    {
        table.ToTable("log_writer");
        table.HasKey(row => row.Id);
        table.HasIndex(row => row.Name).IsUnique();
    }
}
