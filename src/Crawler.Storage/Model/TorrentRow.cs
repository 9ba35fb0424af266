using Crawler.Protocol;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>Table <c>torrent</c>: one swarm. A hybrid torrent is two rows, since it is two swarms.</summary>
public sealed class TorrentRow
{
    /// <summary>Surrogate key: a 20-byte infohash in the keys of the big tables halves the merge rate.</summary>
    public int Id { get; set; }

    /// <summary>What trackers know it by, 20 bytes; unique.</summary>
    public InfoHash InfoHash { get; set; }

    /// <summary>The whole v2 infohash (BEP 52), 32 bytes; null for v1 torrents or where unknown.</summary>
    public byte[]? V2Hash { get; set; }

    /// <summary>Name as the torrent or magnet gave it; null if unknown.</summary>
    public string? Name { get; set; }

    /// <summary>Where it came from: a file, a magnet, a list; null if unknown.</summary>
    public string? Source { get; set; }

    /// <summary>Content size in bytes; null if unknown.</summary>
    public long? Size { get; set; }

    /// <summary>
    /// Whether this is no swarm but an infohash nobody ever registered, announced to see which trackers make peers up.
    /// Once set it stays: what was measured under it is no measurement of a swarm.
    /// </summary>
    public bool IsCanary { get; set; }
}

internal sealed class TorrentShape : IEntityTypeConfiguration<TorrentRow>
{
    public void Configure(EntityTypeBuilder<TorrentRow> table)
    {
        table.ToTable("torrent");
        table.HasKey(row => row.Id);
        table.Property(row => row.InfoHash).HasColumnName("infohash")
            .HasConversion(hash => hash.ToArray(), bytes => new InfoHash(bytes));
        table.HasIndex(row => row.InfoHash).IsUnique();
        // Bulk inserts of an infohash met for the first time name no other column.
        table.Property(row => row.IsCanary).HasDefaultValue(false);
    }
}
