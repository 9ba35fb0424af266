using Crawler.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Crawler.Storage.Postgres;

/// <summary>The model on PostgreSQL: <c>timestamptz</c> and <c>inet</c>, as people who write SQL expect.</summary>
public sealed class PostgresCrawlerContext(DbContextOptions<PostgresCrawlerContext> options) : CrawlerDbContext(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // The log is appended in time order: a block range index answers "since when" at a thousandth of a b-tree's size.
        modelBuilder.Entity<AnnounceRow>().HasIndex(row => row.At).HasMethod("brin").HasDatabaseName("ix_announce_at");
    }
}
