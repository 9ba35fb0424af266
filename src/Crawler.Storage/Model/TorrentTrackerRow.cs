using Crawler.Storage.Log;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Crawler.Storage.Model;

/// <summary>Table <c>torrent_tracker</c>: a torrent on a tracker and when to announce it next. Resuming reads this.</summary>
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

    /// <summary>Where the session with this tracker stands.</summary>
    public ScheduleState State { get; set; }

    /// <summary>Failures since the last success; 0 before the first attempt.</summary>
    public int Failures { get; set; }

    /// <summary>Whether the tracker has answered our <c>started</c>.</summary>
    public bool StartedAcknowledged { get; set; }

    /// <summary>Interval in use, microseconds; null before the tracker named one.</summary>
    public long? IntervalUs { get; set; }

    /// <summary>The tracker's floor: not earlier than this. Null before the first attempt.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>When we would like to announce next. Null before the first attempt.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Time of the attempt this schedule follows from; an older one never overwrites it. Null before the first.</summary>
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>The <c>tracker id</c> (BEP 3) this tracker issued to us, as sent; null if none.</summary>
    public byte[]? IssuedId { get; set; }
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
