using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>Table <c>torrent_tracker</c>: where a tracker stands in a torrent's announce list, as registered.</summary>
public sealed class TorrentTrackerRow
{
    /// <summary>The torrent.</summary>
    public int TorrentId { get; set; }

    /// <summary>The tracker.</summary>
    public int TrackerId { get; set; }

    /// <summary>Tier in the announce list (BEP 12), from 0.</summary>
    public int Tier { get; set; }

    /// <summary>Place in the tier, from 0.</summary>
    public int Position { get; set; }
}

internal sealed class TorrentTrackerShape : IEntityTypeConfiguration<TorrentTrackerRow>
{
    public void Configure(EntityTypeBuilder<TorrentTrackerRow> table)
    {
        table.ToTable("torrent_tracker");
        table.HasKey(row => new { row.TorrentId, row.TrackerId });
        table.HasOne<TorrentRow>().WithMany().HasForeignKey(row => row.TorrentId);
        table.HasOne<TrackerRow>().WithMany().HasForeignKey(row => row.TrackerId);
    }
}
